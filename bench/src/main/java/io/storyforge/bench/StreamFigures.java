package io.storyforge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Thousands of open event streams: what one costs in memory, and how old an event is when it arrives. */
final class StreamFigures {
    private static final Crowd THOUSAND = new Crowd(20, 1_000);
    private static final Crowd ALL_THAT_MAY = new Crowd(1_250, 5_000);
    private static final long SETTLE_MILLIS = 3_000;
    private static final Duration CALM = Duration.ofMillis(100);
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final double KIB_IN_MIB = 1024;
    private static final double MOST_KIB = 40;
    private static final double MOST_AGE_MILLIS = 250;

    /** So many streams, spread over so many users. */
    private record Crowd(int users, int clients) {}

    private final Setting setting;
    private final Crowd crowd;
    private final Site site;
    private final Program server;
    private final Listeners listeners;

    private StreamFigures(Setting setting, Crowd crowd, Site site, Program server, Listeners listeners) {
        this.setting = setting;
        this.crowd = crowd;
        this.site = site;
        this.server = server;
        this.listeners = listeners;
    }

    static void measure(Setting setting) {
        measure(setting, THOUSAND, streams -> {
            streams.events("an event each 100 ms to the 50 streams of one user", 1, CALM);
            streams.events("an event each 100 ms to each of 1,000 streams", THOUSAND.users(), CALM);
        });
        measure(
                setting,
                ALL_THAT_MAY,
                streams -> streams.events("100 events a second, each to the 4 streams of a user", 1, OFTEN));
    }

    @FunctionalInterface
    private interface Measuring {
        void of(StreamFigures streams) throws IOException;
    }

    private static void measure(Setting setting, Crowd crowd, Measuring measuring) {
        Site site = Site.make(setting.programs().folder(), crowd.users(), 1);
        allowStreams(site, crowd);
        try (Program server = setting.programs().server(site.data());
                Listeners listeners = new Listeners()) {
            StreamFigures streams = new StreamFigures(setting, crowd, site, server, listeners);
            streams.open();
            measuring.of(streams);
        } catch (IOException e) {
            throw new BenchException("streams cannot be opened", e);
        }
    }

    // With more than people may have, one user's streams stand for those of a team.
    private static void allowStreams(Site site, Crowd crowd) {
        try {
            Files.writeString(
                    site.data().resolve("application.yaml"),
                    "streams:\n  per-user: %d\n".formatted(crowd.clients() / crowd.users()));
        } catch (IOException e) {
            throw new BenchException("the server cannot be configured", e);
        }
    }

    private void open() throws IOException {
        // Code and heap of the first requests are not the streams' cost.
        setting.load(server, i -> CreateFigures.create(site.of(i)));
        Program.pause(SETTLE_MILLIS);
        double before = server.memory();
        for (int i = 0; i < crowd.clients(); i++) {
            listeners.open(
                    server.port(),
                    Requests.get("/v2/oneliner/events", site.of(i).token()));
        }
        Program.pause(SETTLE_MILLIS);
        double perStream = (server.memory() - before) * KIB_IN_MIB / crowd.clients();
        setting.figures()
                .add(
                        "%,d open streams".formatted(crowd.clients()),
                        listeners.opened(),
                        "%,d, %s KB each".formatted(listeners.opened(), Figures.number(perStream)),
                        Figures.Comparison.goal(
                                "all, at most 40 KB each",
                                listeners.opened() == crowd.clients() && perStream <= MOST_KIB));
    }

    private void events(String name, int users, Duration period) throws IOException {
        listeners.takeAges();
        long begin = System.nanoTime();
        long rounds = setting.options().time().dividedBy(period);
        List<byte[]> creates = IntStream.range(0, crowd.users())
                .mapToObj(site::of)
                .map(tenant -> Requests.post(Requests.RUNS, tenant.token(), Requests.run(tenant.projectId())))
                .toList();
        var cpu = server.cpu();
        try (HttpConnection connection = HttpConnection.open(server.port())) {
            for (int round = 0; round < rounds; round++) {
                LockSupport.parkNanos(begin + round * period.toNanos() - System.nanoTime());
                for (int user = 0; user < users; user++) {
                    connection.send(creates.get((round + user) % crowd.users()));
                }
            }
        }
        double perSecond = rounds * users * 1e9 / (System.nanoTime() - begin);
        Program.pause(SETTLE_MILLIS);
        tell(
                name,
                rounds * users * crowd.clients() / crowd.users(),
                perSecond,
                server.cpu().minus(cpu));
    }

    private void tell(String name, long expected, double perSecond, Duration cpu) {
        Histogram ages = listeners.takeAges();
        double age = ages.percentile(0.99).toNanos() / 1e6;
        String lost = ages.count() == expected ? "" : ", %d of %d MISSING".formatted(expected - ages.count(), expected);
        setting.figures()
                .add(
                        name,
                        age,
                        "p50 %s, p99 %s, %s events/s, server CPU %d us a delivery%s"
                                .formatted(
                                        Figures.millis(ages.percentile(0.5)),
                                        Figures.millis(ages.percentile(0.99)),
                                        Figures.number(perSecond),
                                        cpu.toNanos() / 1_000 / Math.max(1, ages.count()),
                                        lost),
                        crowd.equals(THOUSAND)
                                ? Figures.Comparison.NONE
                                : Figures.Comparison.goal("p99 under 250 ms", age < MOST_AGE_MILLIS && lost.isEmpty()));
    }
}
