package io.storyforge.bench;

import java.time.Duration;
import java.util.UUID;

/** Creating runs: as many as can be, once for a key, and at half the rate. */
final class CreateFigures {
    static final String CREATE = "create, 64 connections";

    private static final int USERS = 8;
    private static final Duration CALM = Duration.ofMillis(30);
    private static final double TIMES_THE_POOL = 8;

    private CreateFigures() {}

    static void measure(Setting setting) {
        Site site = Site.make(setting.programs().folder(), USERS, 1);
        Figures figures = setting.figures();
        try (Program server = setting.programs().server(site.data())) {
            Load.Result most = setting.load(server, i -> create(site.of(i)));
            double rate = most.perSecond();
            figures.add(
                    CREATE, rate, Figures.shown(most), figures.timesAtLeast(rate, PeerFigures.POOL, TIMES_THE_POOL));
            figures.add(
                    "the same, to SQLite's limit",
                    rate,
                    Figures.number(rate) + "/s",
                    figures.times(rate, PeerFigures.rawLimit(64)));
            figures.add(
                    "the same, to the web server's",
                    rate,
                    Figures.number(rate) + "/s",
                    figures.times(rate, PeerFigures.POST_ECHO));
            Load.Result keyed = setting.load(server, i -> createOnce(site.of(i)));
            figures.add(
                    "create with Idempotency-Key",
                    keyed.perSecond(),
                    Figures.shown(keyed),
                    figures.times(keyed.perSecond(), CREATE));
            Load.Result half = setting.paced(server, rate / 2, i -> create(site.of(i)));
            figures.add(
                    "p99 of create at half that rate",
                    half.slowest().toNanos() / 1e6,
                    Figures.millis(half.slowest()) + " at " + Figures.number(half.perSecond()) + "/s",
                    Figures.Comparison.goal(
                            "under " + Figures.millis(CALM), half.slowest().compareTo(CALM) < 0));
        }
    }

    static Load.Turn create(Site.Tenant tenant) {
        return Setting.repeated(Requests.post(Requests.RUNS, tenant.token(), Requests.run(tenant.projectId())));
    }

    private static Load.Turn createOnce(Site.Tenant tenant) {
        String body = Requests.run(tenant.projectId());
        return connection -> {
            String key = UUID.randomUUID().toString();
            return connection.send(Requests.postOnce(Requests.RUNS, tenant.token(), body, key)) == 200;
        };
    }
}
