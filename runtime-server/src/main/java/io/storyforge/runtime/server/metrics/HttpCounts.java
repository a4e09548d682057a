package io.storyforge.runtime.server.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests by route and status. Safe for use by many threads; a request costs two additions. */
public final class HttpCounts {
    private final Map<Key, Sum> sums = new ConcurrentHashMap<>();

    /**
     * A kind of answer.
     *
     * @param route the template, never the path: paths hold ids, of which there is no end
     */
    record Key(String method, String route, int status) {}

    /** How many, and how long they took. */
    record Figure(Key key, long count, long nanos) {}

    private static final class Sum {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();
    }

    /** A request was answered. */
    public void answered(String method, String route, int status, long nanos) {
        Sum sum = sums.computeIfAbsent(new Key(method, route, status), key -> new Sum());
        sum.count.increment();
        sum.nanos.add(nanos);
    }

    /** What was counted, in a steady order. */
    List<Figure> figures() {
        return sums.entrySet().stream()
                .map(entry -> new Figure(
                        entry.getKey(),
                        entry.getValue().count.sum(),
                        entry.getValue().nanos.sum()))
                .sorted(Comparator.comparing((Figure figure) -> figure.key().route())
                        .thenComparing(figure -> figure.key().method())
                        .thenComparingInt(figure -> figure.key().status()))
                .toList();
    }
}
