package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.Runs;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A client that does what a seed says, notes what it was answered, and asks again, under the same key, for what it was
 * not answered. A 5xx and a broken connection are "unknown", never "refused". Used by one thread.
 */
final class LoadedClient {
    private final String name;
    private final Crew.Member member;
    private final Ledger ledger;
    private final Random random;
    private final Workload load;
    private Optional<String> unanswered = Optional.empty();
    private int keys;

    LoadedClient(String name, Crew.Member member, Ledger ledger, long seed, Workload load) {
        this.name = name;
        this.member = member;
        this.ledger = ledger;
        this.random = new Random(seed);
        this.load = load;
    }

    /** Does one thing with the server at the port. */
    void act(int port) {
        Runs runs = runs(port);
        int choice = random.nextInt(100);
        if (unanswered.isPresent() || choice < 40) {
            create(runs);
        } else if (choice < 60) {
            own().ifPresent(run -> confirm(runs, run));
        } else if (choice < 66) {
            own().ifPresent(run -> cancel(runs, run));
        } else if (choice < 82) {
            own().ifPresent(run -> read(runs, run));
        } else if (choice < 90) {
            foreign(runs);
        } else {
            list(runs);
        }
    }

    /** Asks once more for what was not answered. */
    void settle(int port) {
        if (unanswered.isPresent()) {
            create(runs(port));
        }
    }

    /** The person's runs on the server at the port. */
    Runs runs(int port) {
        return new Runs(member.api().at(port));
    }

    private void create(Runs runs) {
        String key = unanswered.orElseGet(() -> name + "-" + keys++);
        unanswered = Optional.of(key);
        ledger.attempted(member.name(), key);
        Optional<Answer> answer = ask(() -> runs.api().key(key).post(Runs.PATH, load.request(key)));
        if (answer.isEmpty()) {
            return;
        }
        unanswered = Optional.empty();
        if (answer.get().status() != 200) {
            ledger.violated("the creation %s was refused: %s"
                    .formatted(key, answer.get().body()));
            return;
        }
        ledger.created(member.name(), key, answer.get().id());
        if (random.nextInt(4) == 0) {
            replay(runs, key, answer.get());
        }
    }

    private void replay(Runs runs, String key, Answer first) {
        ask(() -> runs.api().key(key).post(Runs.PATH, load.request(key))).ifPresent(again -> {
            ledger.replayed.incrementAndGet();
            if (!again.body().equals(first.body())) {
                ledger.violated("key %s was answered %s, then %s".formatted(key, first.body(), again.body()));
            }
        });
    }

    // One or three at once; in one race of four somebody cancels beside them.
    private void confirm(Runs runs, String run) {
        int racers = random.nextBoolean() ? 1 : 3;
        List<CompletableFuture<Void>> race = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
            race.add(CompletableFuture.runAsync(() -> confirmOnce(runs, run), Thread::startVirtualThread));
        }
        if (racers > 1 && random.nextInt(4) == 0) {
            race.add(CompletableFuture.runAsync(() -> cancel(runs, run), Thread::startVirtualThread));
        }
        race.forEach(CompletableFuture::join);
    }

    private void confirmOnce(Runs runs, String run) {
        ask(() -> runs.confirm(run)).ifPresent(answer -> {
            switch (answer.status()) {
                case 200 -> ledger.confirmed(run);
                case 409 -> {}
                default -> ledger.violated("confirming run %s was answered %s".formatted(run, answer.body()));
            }
        });
    }

    private void cancel(Runs runs, String run) {
        ask(() -> runs.cancel(run)).filter(answer -> answer.status() == 200).ifPresent(answer -> ledger.cancelled(run));
    }

    private void read(Runs runs, String run) {
        ask(() -> runs.api().get(Runs.PATH + "/" + run + "/events")).ifPresent(answer -> {
            int expected = 1;
            for (JsonNode event : answer.json().path("items").values()) {
                if (event.path("seq").asInt() != expected++) {
                    ledger.violated("the events of run %s have a gap: %s".formatted(run, answer.body()));
                }
                ledger.saw(event, run);
            }
            if (expected == 1) {
                ledger.violated("run %s has no event".formatted(run));
            }
        });
    }

    private void foreign(Runs runs) {
        pick(ledger.runsOfOthers(member.name())).ifPresent(run -> {
            boolean read = random.nextBoolean();
            ask(() -> read ? runs.api().get(Runs.PATH + "/" + run) : runs.confirm(run))
                    .filter(answer -> answer.status() != 404)
                    .ifPresent(
                            answer -> ledger.violated("a stranger reached run %s: %s".formatted(run, answer.body())));
        });
    }

    private void list(Runs runs) {
        ask(() -> runs.api().get(Runs.PATH + "?status=running,blocked,cancelling&limit=100"))
                .ifPresent(page -> {
                    if (page.items("id").size() > 1) {
                        ledger.violated("a lane has two active runs: %s".formatted(page.body()));
                    }
                    page.json().path("items").values().forEach(run -> answer(runs, run));
                });
    }

    /** Says what to do about a step that a crash interrupted, when the run waits for that. */
    void answer(Runs runs, JsonNode run) {
        if (!run.path("run_status").asString().equals("blocked")) {
            return;
        }
        boolean repeat = random.nextBoolean();
        if (repeat) {
            // Counted before: an answer that is not heard may have been taken.
            ledger.repeats.incrementAndGet();
        }
        ask(() -> runs.answer(run.path("id").asString(), Map.of("decision", repeat ? "repeat" : "done")))
                .filter(answer -> repeat && answer.status() != 200)
                .ifPresent(refused -> ledger.repeats.decrementAndGet());
    }

    private Optional<Answer> ask(Supplier<Answer> question) {
        try {
            Answer answer = question.get();
            if (answer.status() < 500) {
                return Optional.of(answer);
            }
        } catch (UncheckedIOException ignored) { // the server was killed, or is not there yet
        }
        ledger.unknown.incrementAndGet();
        return Optional.empty();
    }

    private Optional<String> own() {
        return pick(ledger.runsOf(member.name()));
    }

    private Optional<String> pick(List<String> runs) {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(random.nextInt(runs.size())));
    }
}
