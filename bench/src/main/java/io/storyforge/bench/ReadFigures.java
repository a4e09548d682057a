package io.storyforge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Reading: the newest 20 of few and of many runs, one run, and its events. */
final class ReadFigures {
    private static final int TENANTS = 20;
    private static final int FEW = 10_000;
    private static final double MOST_SLOWER = 1.2;
    private static final double GETS = 8_000;

    private final Setting setting;
    private final Figures figures;
    private final Site few;
    private final Site many;

    private ReadFigures(Setting setting) {
        this.setting = setting;
        this.figures = setting.figures();
        this.few = filled(setting, FEW);
        this.many = filled(setting, setting.options().manyRuns());
    }

    static void measure(Setting setting) {
        ReadFigures reading = new ReadFigures(setting);
        try (Program fewServer = setting.programs().server(reading.few.data());
                Program manyServer = setting.programs().server(reading.many.data())) {
            reading.lists(fewServer, manyServer);
            reading.single(manyServer);
        }
    }

    private static Site filled(Setting setting, int runs) {
        Site site = Site.make(setting.programs().folder(), TENANTS, 1);
        long begin = System.nanoTime();
        Prefill.fill(site, runs);
        System.err.printf("  %,d runs stored in %.1f s%n", runs, (System.nanoTime() - begin) / 1e9);
        return site;
    }

    // There and back again, and the better one counts: what else the machine does must not look like a larger table.
    private void lists(Program fewServer, Program manyServer) {
        Load.Result before = list(fewServer, few);
        Load.Result ofMany = faster(list(manyServer, many), list(manyServer, many));
        Load.Result ofFew = faster(before, list(fewServer, few));
        String name = listName(FEW);
        figures.add(
                name, ofFew.perSecond(), Figures.shown(ofFew), figures.times(ofFew.perSecond(), PeerFigures.GET_ECHO));
        double slower = ofFew.perSecond() / ofMany.perSecond();
        figures.add(
                listName(setting.options().manyRuns()),
                ofMany.perSecond(),
                Figures.shown(ofMany),
                new Figures.Comparison(name, Figures.ratio(slower) + " the time", "", "")
                        .withGoal("at most 1.2 x the time", slower <= MOST_SLOWER));
    }

    private static Load.Result faster(Load.Result one, Load.Result other) {
        return one.perSecond() >= other.perSecond() ? one : other;
    }

    private void single(Program server) {
        List<List<String>> ids = new ArrayList<>();
        for (int i = 0; i < TENANTS; i++) {
            ids.add(newest(server, many.of(i)));
        }
        Load.Result get = setting.load(server, i -> inTurn(i, ids.get(i % TENANTS), ""));
        figures.add(
                "get one run",
                get.perSecond(),
                Figures.shown(get),
                figures.times(get.perSecond(), PeerFigures.GET_ECHO)
                        .withGoal("at least 8,000/s", get.perSecond() >= GETS));
        Load.Result events = setting.load(server, i -> inTurn(i, ids.get(i % TENANTS), "/events"));
        figures.add(
                "events of a run",
                events.perSecond(),
                Figures.shown(events),
                figures.times(events.perSecond(), PeerFigures.GET_ECHO));
    }

    private Load.Result list(Program server, Site site) {
        IntFunction<Load.Turn> turns = i ->
                Setting.repeated(Requests.get(listPath(site.of(i)), site.of(i).token()));
        return setting.load(server, turns);
    }

    private Load.Turn inTurn(int connectionIndex, List<String> ids, String below) {
        Site.Tenant tenant = many.of(connectionIndex);
        List<byte[]> requests = ids.stream()
                .map(id -> Requests.get("%s/%s%s".formatted(Requests.RUNS, id, below), tenant.token()))
                .toList();
        int[] next = {connectionIndex};
        return connection -> connection.send(requests.get(next[0]++ % requests.size())) == 200;
    }

    private static List<String> newest(Program server, Site.Tenant tenant) {
        try (HttpConnection connection = HttpConnection.open(server.port())) {
            connection.send(Requests.get(listPath(tenant), tenant.token()));
            List<String> ids = Requests.ID
                    .matcher(connection.body())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            if (ids.size() != 20) {
                throw new BenchException("a list has %d runs instead of 20".formatted(ids.size()));
            }
            return ids;
        } catch (IOException e) {
            throw new BenchException("the newest runs cannot be read", e);
        }
    }

    private static String listPath(Site.Tenant tenant) {
        return "%s?project_id=%s&limit=20".formatted(Requests.RUNS, tenant.projectId());
    }

    private static String listName(int runs) {
        return "list 20 of %,d".formatted(runs);
    }
}
