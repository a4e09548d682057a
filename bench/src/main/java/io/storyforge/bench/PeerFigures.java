package io.storyforge.bench;

import java.time.Duration;

/** What the server is compared with: the web server alone, SQLite alone, and an ordinary program. */
final class PeerFigures {
    static final String GET_ECHO = "plain GET, no store";
    static final String POST_ECHO = "plain POST echo, no store";
    static final String POOL = "create, pool of 10, one transaction a request";

    private static final int POOL_TRIES = 3;

    private PeerFigures() {}

    /** The name of the limit at a batch size. */
    static String rawLimit(int batch) {
        return "raw SQLite, FULL, %d a transaction".formatted(batch);
    }

    static void echo(Setting setting) {
        try (Program program =
                setting.programs().peer(EchoServer.class, setting.programs().folder())) {
            byte[] get = Requests.get("/ready", "");
            byte[] post = Requests.post("/echo", "", Requests.run("bench"));
            tell(setting, GET_ECHO, setting.load(program, i -> Setting.repeated(get)));
            tell(setting, POST_ECHO, setting.load(program, i -> Setting.repeated(post)));
        }
    }

    static void raw(Setting setting) {
        RawLimit limit = new RawLimit(Site.make(setting.programs().folder(), 1, 1));
        Duration time = setting.options().time().dividedBy(2);
        limit.runsPerSecond(64, time);
        for (int batch : new int[] {1, 16, 64, 256}) {
            double perSecond = limit.runsPerSecond(batch, time);
            setting.figures()
                    .add(rawLimit(batch), perSecond, Figures.number(perSecond) + "/s", Figures.Comparison.NONE);
        }
    }

    static void pool(Setting setting) {
        Load.Result result = poolThatMoves(setting, POOL_TRIES);
        setting.figures()
                .add(
                        POOL,
                        result.perSecond(),
                        Figures.shown(result),
                        setting.figures().times(result.perSecond(), rawLimit(1)));
    }

    /** It may stand still for minutes; such a try says nothing about its rate and is made again. */
    private static Load.Result poolThatMoves(Setting setting, int tries) {
        try {
            return poolOnce(setting);
        } catch (BenchException e) {
            if (tries <= 1) {
                throw e;
            }
            return poolThatMoves(setting, tries - 1);
        }
    }

    private static Load.Result poolOnce(Setting setting) {
        Site site = Site.make(setting.programs().folder(), 1, 1);
        try (Program program = setting.programs().peer(PooledServer.class, site.data())) {
            Site.Tenant tenant = site.tenants().getFirst();
            byte[] post = Requests.post(Requests.RUNS, tenant.token(), Requests.run(tenant.projectId()));
            // One by one first: a thread that loads a class while it holds the write lock stands still for minutes,
            // because those that wait for the lock, in native code, hold every carrier.
            new WarmUp(1, setting.options().warmUp()).run(program, i -> Setting.repeated(post));
            return setting.loadAtOnce(program, i -> Setting.repeated(post));
        }
    }

    private static void tell(Setting setting, String name, Load.Result result) {
        setting.figures().add(name, result.perSecond(), Figures.shown(result), Figures.Comparison.NONE);
    }
}
