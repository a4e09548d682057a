package io.storyforge.bench;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creating and confirming, over and over, on 256 lanes. The first step of every plan asks the person, so the first run of
 * a lane starts, asks and stays; those after it queue, and each queue grows for as long as is measured.
 */
final class PairFigures {
    private static final String PAIRS = "create + confirm, pairs";
    private static final int USERS = 8;
    private static final int PROJECTS = 32;
    // Measured earlier, on a machine such as this, with the same load: FastAPI and sqlite3, FULL, one worker.
    private static final double RECORDED = 39;
    private static final double RECORDED_WITH_INDEXES = 208;
    private static final double TIMES_RECORDED = 10;

    private PairFigures() {}

    static void measure(Setting setting) {
        Site site = Site.make(setting.programs().folder(), USERS, PROJECTS);
        try (Program server = setting.programs().server(site.data())) {
            AtomicInteger next = new AtomicInteger();
            Load.Result result = setting.load(server, i -> connection -> {
                Site.Tenant tenant = site.of(next.getAndIncrement() & Integer.MAX_VALUE);
                return pair(connection, tenant);
            });
            double rate = result.perSecond();
            Figures figures = setting.figures();
            figures.add(
                    PAIRS,
                    rate,
                    Figures.shown(result),
                    recorded(rate, RECORDED, "39/s, the plan document's own stack")
                            .withGoal("at least 10 x", rate >= TIMES_RECORDED * RECORDED));
            figures.add(
                    "the same, to that stack with indexes",
                    rate,
                    Figures.number(rate) + "/s",
                    recorded(rate, RECORDED_WITH_INDEXES, "208/s"));
        }
    }

    private static boolean pair(HttpConnection connection, Site.Tenant tenant) throws java.io.IOException {
        byte[] create = Requests.post(Requests.RUNS, tenant.token(), Requests.run(tenant.projectId()));
        if (connection.send(create) != 200) {
            return false;
        }
        String path = "%s/%s/confirm".formatted(Requests.RUNS, Requests.runId(connection.body()));
        return connection.send(Requests.post(path, tenant.token(), "{\"reason\": \"user confirmed\"}")) == 200;
    }

    private static Figures.Comparison recorded(double rate, double other, String name) {
        return new Figures.Comparison(name + " (recorded, not of this run)", Figures.ratio(rate / other), "", "");
    }
}
