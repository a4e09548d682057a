package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.http.Eventually;
import io.storyforge.runtime.server.http.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Puts a server under load, kills it again and again at moments that a seed decides, and holds it to its promises from
 * outside. When the faults have stopped everything must come to an end; then one more crash, then the whole account.
 */
final class Torture {
    private static final int USERS = 3;
    private static final int CLIENTS = 6;
    private static final int ENOUGH = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Victim victim;
    private final Ledger ledger = new Ledger();
    private final Random random;
    private final Path log;
    private final Duration liveness;
    private final List<Crew.Member> members;
    private final List<LoadedClient> clients;
    private final List<Follower> followers;
    private final AtomicInteger port = new AtomicInteger();
    private volatile boolean stop;
    private int kills;

    /**
     * A torture.
     *
     * @param log where the steps leave their lines
     * @param liveness how long everything may take to come to an end when the faults have stopped
     */
    Torture(Victim victim, Path data, Path log, long seed, Duration liveness) {
        this.victim = victim;
        this.random = new Random(seed);
        this.log = log;
        this.liveness = liveness;
        this.members = Crew.members(data, USERS);
        this.clients = IntStream.range(0, CLIENTS)
                .mapToObj(i ->
                        new LoadedClient("c" + i, members.get(i % USERS), ledger, random.nextLong(), log.toString()))
                .toList();
        this.followers = members.stream()
                .map(member -> new Follower(member, ledger, random.nextLong()))
                .toList();
    }

    /** The server that is tortured. */
    interface Victim {
        /** Starts it on the same data as before; its port. */
        int start();

        /** Starts it and kills it before it is ready. */
        void killDuringStart(Duration after);

        /** Ends it as a crash would. */
        void kill();
    }

    /** What was done. */
    record Report(List<String> violations, int kills, int acknowledged, int replayed, int streamed, int unknown) {}

    /** Tortures for so long at least, and so many kills. */
    Report run(Duration time, int leastKills) {
        List<CompletableFuture<Void>> work = Stream.concat(
                        clients.stream().map(client -> loop(client::act)),
                        followers.stream().map(follower -> loop(now -> follower.follow(now, () -> stop))))
                .toList();
        long end = System.nanoTime() + time.toNanos();
        do {
            port.set(victim.start());
            letWork(leastKills == 0 ? time : pause());
            if (leastKills > 0) {
                crash();
            }
        } while (System.nanoTime() - end < 0
                || kills < leastKills
                || (!time.isZero() && leastKills > 0 && tooLittle(end)));
        stop = true;
        port.compareAndSet(0, leastKills > 0 ? victim.start() : 0);
        work.forEach(CompletableFuture::join);
        finish(leastKills > 0);
        return new Report(
                ledger.violations(),
                kills,
                ledger.acknowledged.get(),
                ledger.replayed.get(),
                ledger.streamed.get(),
                ledger.unknown.get());
    }

    // A slow machine gets more time to do something, and not without end.
    private boolean tooLittle(long end) {
        boolean late = System.nanoTime() - end > PATIENCE.toNanos();
        return !late && (ledger.acknowledged.get() <= ENOUGH || ledger.streamed.get() <= ENOUGH);
    }

    // One kill in four comes at once. The others wait until something was answered: on a busy machine a kill by time
    // alone would hit a server that has done nothing.
    private Duration pause() {
        return Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(200, 2_000));
    }

    private void letWork(Duration pause) {
        int before = ledger.acknowledged.get();
        boolean busy = pause.toMillis() >= 200;
        long end = System.nanoTime() + pause.toNanos();
        Eventually.holds(
                pause.plus(Duration.ofSeconds(60)),
                () -> System.nanoTime() - end >= 0 && (!busy || ledger.acknowledged.get() >= before + 3));
    }

    private void crash() {
        port.set(0);
        victim.kill();
        kills++;
        if (random.nextInt(5) == 0) {
            victim.killDuringStart(Duration.ofMillis(random.nextInt(400, 1_300)));
            kills++;
        }
    }

    private void finish(boolean crashes) {
        clients.forEach(client -> client.settle(port.get()));
        drain();
        if (crashes) {
            crash();
            port.set(victim.start());
            drain();
        }
        Map<String, String> stored = new HashMap<>();
        for (Follower follower : followers) {
            Inspection inspection = new Inspection(follower.member(), ledger, port.get());
            Set<Long> positions = inspection.check();
            stored.putAll(inspection.stored());
            follower.catchUp(port.get(), positions.stream().max(Long::compare).orElse(0L), liveness);
            Set<Long> missed = new HashSet<>(positions);
            follower.seen().forEach(missed::remove);
            if (!missed.isEmpty()) {
                ledger.violated("the stream of %s left out %s"
                        .formatted(follower.member().name(), missed));
            }
        }
        Inspection.checkSeen(ledger, stored);
        checkEffects();
    }

    private void drain() {
        try {
            Eventually.holds(
                    liveness,
                    () -> members.stream().map(this::open).toList().stream().allMatch(List::isEmpty));
        } catch (AssertionError e) {
            ledger.violated("runs do not come to an end: %s"
                    .formatted(members.stream().map(this::open).toList()));
        }
    }

    private List<String> open(Crew.Member member) {
        Runs runs = new Runs(member.api().at(port.get()));
        List<JsonNode> open = List.copyOf(runs.api()
                .get(Runs.PATH + "?status=queued,running,blocked,cancelling&limit=100")
                .expect(200)
                .json()
                .path("items")
                .values());
        open.forEach(run -> clients.get(members.indexOf(member)).answer(runs, run));
        return open.stream()
                .map(run -> run.path("title").asString() + " " + run.path("run_status"))
                .toList();
    }

    // Who asked for repeats is not known per step: together there are as many as people asked for.
    private void checkEffects() {
        if (!Files.exists(log)) {
            return;
        }
        try {
            long more = LoadedClient.begun(Files.readAllLines(log)).values().stream()
                    .mapToLong(times -> times - 1)
                    .sum();
            if (more > ledger.repeats.get()) {
                ledger.violated(
                        "steps with effects were repeated %d times, asked for %s".formatted(more, ledger.repeats));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<Void> loop(IntConsumer action) {
        return CompletableFuture.runAsync(
                () -> {
                    while (!stop) {
                        Eventually.holds(Duration.ofMinutes(5), () -> stop || port.get() != 0);
                        if (!stop) {
                            action.accept(port.get());
                        }
                    }
                },
                Thread::startVirtualThread);
    }
}
