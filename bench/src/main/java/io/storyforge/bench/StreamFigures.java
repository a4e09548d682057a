package io.storyforge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A thousand open event streams: what one costs in memory, and how old an event is when it arrives. */
final class StreamFigures {
    private static final int USERS = 20;
    private static final int CLIENTS = 1_000;
    private static final long SETTLE_MILLIS = 3_000;
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final double KIB_IN_MIB = 1024;

    private final Setting setting;
    private final Site site;
    private final Program server;
    private final Listeners listeners;

    private StreamFigures(Setting setting, Site site, Program server, Listeners listeners) {
        this.setting = setting;
        this.site = site;
        this.server = server;
        this.listeners = listeners;
    }

    static void measure(Setting setting) {
        Site site = Site.make(setting.programs().folder(), USERS, 1);
        allowStreams(site);
        try (Program server = setting.programs().server(site.data());
                Listeners listeners = new Listeners()) {
            StreamFigures streams = new StreamFigures(setting, site, server, listeners);
            streams.open();
            streams.events("an event each 100 ms to the 50 streams of one user", 1);
            streams.events("an event each 100 ms to each of 1,000 streams", USERS);
        } catch (IOException e) {
            throw new BenchException("streams cannot be opened", e);
        }
    }

    // More than people have: one user's streams stand for those of a team.
    private static void allowStreams(Site site) {
        try {
            Files.writeString(site.data().resolve("application.yaml"), "streams:\n  per-user: %d\n".formatted(CLIENTS));
        } catch (IOException e) {
            throw new BenchException("the server cannot be configured", e);
        }
    }

    private void open() throws IOException {
        // Code and heap of the first requests are not the streams' cost.
        setting.load(server, i -> CreateFigures.create(site.of(i)));
        Program.pause(SETTLE_MILLIS);
        double before = server.memory();
        for (int i = 0; i < CLIENTS; i++) {
            listeners.open(
                    server.port(),
                    Requests.get("/v2/oneliner/events", site.of(i).token()));
        }
        Program.pause(SETTLE_MILLIS);
        double perStream = (server.memory() - before) * KIB_IN_MIB / CLIENTS;
        setting.figures()
                .add(
                        "open streams",
                        listeners.opened(),
                        "%d, %s KB each".formatted(listeners.opened(), Figures.number(perStream)),
                        Figures.Comparison.goal("1,000", listeners.opened() == CLIENTS));
    }

    private void events(String name, int users) throws IOException {
        listeners.takeAges();
        long begin = System.nanoTime();
        long rounds = setting.options().time().toNanos() / PERIOD_NANOS;
        List<byte[]> creates = IntStream.range(0, USERS)
                .mapToObj(site::of)
                .map(tenant -> Requests.post(Requests.RUNS, tenant.token(), Requests.run(tenant.projectId())))
                .toList();
        var cpu = server.cpu();
        try (HttpConnection connection = HttpConnection.open(server.port())) {
            for (int round = 0; round < rounds; round++) {
                LockSupport.parkNanos(begin + round * PERIOD_NANOS - System.nanoTime());
                for (int user = 0; user < users; user++) {
                    connection.send(creates.get((round + user) % USERS));
                }
            }
        }
        double perSecond = rounds * users * 1e9 / (System.nanoTime() - begin);
        Program.pause(SETTLE_MILLIS);
        tell(name, rounds * users * CLIENTS / USERS, perSecond, server.cpu().minus(cpu));
    }

    private void tell(String name, long expected, double perSecond, java.time.Duration cpu) {
        Histogram ages = listeners.takeAges();
        String lost = ages.count() == expected ? "" : ", %d of %d MISSING".formatted(expected - ages.count(), expected);
        setting.figures()
                .add(
                        name,
                        (double) ages.percentile(0.99).toMillis(),
                        "p50 %s, p99 %s, %s events/s, server CPU %d us a delivery%s"
                                .formatted(
                                        Figures.millis(ages.percentile(0.5)),
                                        Figures.millis(ages.percentile(0.99)),
                                        Figures.number(perSecond),
                                        cpu.toNanos() / 1_000 / Math.max(1, ages.count()),
                                        lost),
                        Figures.Comparison.NONE);
    }
}
