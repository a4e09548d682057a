package io.storyforge.runtime.server.metrics;

import io.storyforge.runtime.metric.Histogram;
import io.storyforge.runtime.metric.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts requests by route. Safe for use by many threads; a request costs three additions, no lock and no memory. */
public final class HttpCounts {
    private static final int STATUSES = 600;

    private final Map<String, Map<String, Counts>> routes = new ConcurrentHashMap<>();

    /**
     * What was counted of a route.
     *
     * @param route the template, never the path: paths hold ids, of which there is no end
     * @param nanos how long its answers took
     * @param statuses how many answers had each status
     */
    record Figure(String method, String route, Histogram.Counted nanos, SortedMap<Integer, Long> statuses) {}

    // A map by status would box each of them.
    private record Counts(Histogram nanos, AtomicReferenceArray<@Nullable LongAdder> statuses) {
        Counts() {
            this(Times.ofAnswers(), new AtomicReferenceArray<>(STATUSES));
        }

        void answered(int status, long took) {
            nanos.add(took);
            LongAdder known = statuses.get(status);
            if (known == null) {
                LongAdder first = new LongAdder();
                LongAdder other = statuses.compareAndExchange(status, null, first);
                known = other == null ? first : other;
            }
            known.increment();
        }

        SortedMap<Integer, Long> byStatus() {
            SortedMap<Integer, Long> counted = new TreeMap<>();
            for (int status = 0; status < STATUSES; status++) {
                LongAdder known = statuses.get(status);
                if (known != null) {
                    counted.put(status, known.sum());
                }
            }
            return counted;
        }
    }

    /** A request was answered. */
    public void answered(String method, String route, int status, long nanos) {
        counts(method, route).answered(status, nanos);
    }

    // First without the lock that computeIfAbsent may take.
    private Counts counts(String method, String route) {
        Map<String, Counts> methods = routes.get(route);
        Counts known = methods == null ? null : methods.get(method);
        return known == null
                ? routes.computeIfAbsent(route, first -> new ConcurrentHashMap<>())
                        .computeIfAbsent(method, first -> new Counts())
                : known;
    }

    /** What was counted, in a steady order. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        new TreeMap<>(routes)
                .forEach((route, methods) -> new TreeMap<>(methods)
                        .forEach((method, counts) -> figures.add(
                                new Figure(method, route, counts.nanos().counted(), counts.byStatus()))));
        return figures;
    }
}
