package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.http.Eventually;
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
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts a server under load, kills it again and again at moments that a seed decides, and holds it to its promises from
 * outside. When the faults have stopped everything must come to an end; then one more crash, then the whole account.
 */
final class Torture {
    private static final int USERS = 3;
    private static final int CLIENTS = 6;
    private static final int ENOUGH = 40;
    private static final int BUSY = 200;
    private static final int SHORT_PAUSE = 600;
    private static final int LONG_PAUSE = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WORK = Duration.ofSeconds(1);

    private final Victim victim;
    private final Ledger ledger = new Ledger();
    private final Random random;
    private final Path log;
    private final Duration liveness;
    private final Predicate<List<String>> enough;
    private final Team team;
    private final List<Follower> followers;
    private final AtomicInteger port = new AtomicInteger();
    private volatile boolean stop;
    private int kills;

    /**
     * A torture.
     *
     * @param log where the steps leave their lines
     * @param liveness how long everything may take to come to an end when the faults have stopped
     * @param enough the broken promises after which nothing more is asked
     */
    Torture(Victim victim, Path data, Path log, long seed, Duration liveness, Predicate<List<String>> enough) {
        this.victim = victim;
        this.random = new Random(seed);
        this.log = log;
        this.liveness = liveness;
        this.enough = enough;
        List<Crew.Member> members = Crew.members(data, USERS);
        this.team = new Team(
                IntStream.range(0, CLIENTS)
                        .mapToObj(i -> new LoadedClient(
                                "c" + i, members.get(i % USERS), ledger, random.nextLong(), new Workload(log)))
                        .toList(),
                USERS);
        this.followers = members.stream()
                .map(member -> new Follower(member, ledger, random.nextLong()))
                .toList();
    }

    /** Tortures for so long at least, and so many kills. */
    Report run(Duration time, int leastKills) {
        List<CompletableFuture<Void>> work = Stream.concat(
                        team.clients().stream().map(client -> loop(client::act)),
                        followers.stream().map(follower -> loop(now -> follower.follow(now, () -> stop))))
                .toList();
        long end = System.nanoTime() + time.toNanos();
        do {
            port.set(victim.start());
            letWork(leastKills == 0 ? time : pause(time.isZero() ? SHORT_PAUSE : LONG_PAUSE));
            if (leastKills > 0) {
                crash();
            }
        } while (!over()
                && (System.nanoTime() - end < 0
                        || kills < leastKills
                        || (!time.isZero() && leastKills > 0 && tooLittle(end))));
        stop = true;
        port.compareAndSet(0, leastKills > 0 ? victim.start() : 0);
        work.forEach(CompletableFuture::join);
        if (!over()) {
            finish(leastKills > 0);
        }
        return new Report(
                ledger.violations(),
                kills,
                ledger.acknowledged.get(),
                ledger.replayed.get(),
                ledger.streamed.get(),
                ledger.unknown.get());
    }

    private boolean over() {
        return enough.test(ledger.violations());
    }

    // A slow machine gets more time to do something, and not without end.
    private boolean tooLittle(long end) {
        boolean late = System.nanoTime() - end > PATIENCE.toNanos();
        return !late && (ledger.acknowledged.get() <= ENOUGH || ledger.streamed.get() <= ENOUGH);
    }

    // One kill in four comes at once. The others wait until something was answered: on a busy machine a kill by time
    // alone would hit a server that has done nothing.
    private Duration pause(int longest) {
        return Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(BUSY, longest));
    }

    private void letWork(Duration pause) {
        int before = ledger.acknowledged.get();
        boolean busy = pause.toMillis() >= BUSY;
        long end = System.nanoTime() + pause.toNanos();
        Eventually.holds(
                pause.plus(Duration.ofSeconds(60)),
                () -> over() || (System.nanoTime() - end >= 0 && (!busy || ledger.acknowledged.get() >= before + 3)));
    }

    // Every second one hits a run at work: the others may meet a server that has nothing to lose.
    private void crash() {
        if (random.nextBoolean()) {
            awaitWork();
        }
        port.set(0);
        victim.kill();
        kills++;
        if (random.nextInt(5) == 0) {
            victim.killDuringStart(Duration.ofMillis(random.nextInt(400, 1_300)));
            kills++;
        }
    }

    private void awaitWork() {
        long end = System.nanoTime() + WORK.toNanos();
        Eventually.holds(WORK.plus(PATIENCE), () -> System.nanoTime() - end >= 0 || team.isAtWork(port.get()));
    }

    private void finish(boolean crashes) {
        team.clients().forEach(client -> client.settle(port.get()));
        drain();
        if (crashes && !over()) {
            crash();
            port.set(victim.start());
            drain();
        }
        Map<String, String> stored = new HashMap<>();
        for (Follower follower : followers) {
            if (over()) {
                return;
            }
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
        Workload.checkEffects(log, ledger);
    }

    private void drain() {
        try {
            Eventually.holds(liveness, () -> team.open(port.get()).isEmpty());
        } catch (AssertionError e) {
            ledger.violated("runs do not come to an end: %s".formatted(team.open(port.get())));
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
