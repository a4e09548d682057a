package io.storyforge.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.server.store.SqliteStore;
import io.storyforge.runtime.store.RuntimeStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Appending events to runs through the store, durably, as executors report progress: no HTTP, as many callers at once. */
final class AppendFigures {
    private static final int CALLERS = 64;

    private AppendFigures() {}

    static void measure(Setting setting) {
        Site site = Site.make(setting.programs().folder(), 8, CALLERS / 8);
        TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
        try (RuntimeStore store = SqliteStore.open(
                site.data(), Clock.systemUTC(), () -> ids.generate().toString())) {
            appended(store, site, setting.options().warmUp());
            Duration time = setting.options().time();
            double perSecond = appended(store, site, time) * 1e9 / time.toNanos();
            setting.figures()
                    .add(
                            "append an event, %d callers".formatted(CALLERS),
                            perSecond,
                            Figures.number(perSecond) + "/s",
                            setting.figures().times(perSecond, PeerFigures.rawLimit(64)));
        }
    }

    private static long appended(RuntimeStore store, Site site, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        LongAdder count = new LongAdder();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            String runId = site.of(i).runId();
            callers.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    append(store, runId);
                    count.increment();
                }
            }));
        }
        for (Thread caller : callers) {
            join(caller);
        }
        return count.sum();
    }

    private static void append(RuntimeStore store, String runId) {
        var _ = store.write(records -> {
            Run run = records.runs().find(runId).orElseThrow();
            NewEvent event = new NewEvent(EventType.STEP_PROGRESS, run.status(), "检查重点账号变化", Map.of("step", "s2"));
            records.runs().update(run, List.of(event), Clock.systemUTC().instant());
            return run;
        });
    }

    private static void join(Thread caller) {
        try {
            caller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
