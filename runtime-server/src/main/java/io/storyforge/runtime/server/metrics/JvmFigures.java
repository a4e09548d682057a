package io.storyforge.runtime.server.metrics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** What the JDK counts of its own process. The only class that loads the JDK's management, at the first scrape. */
final class JvmFigures {
    private static final double MILLIS = 1e3;

    private JvmFigures() {}

    static void write(PrometheusText text) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        text.gauge("jvm_heap_used_bytes", "Heap in use.", heap.getUsed());
        text.gauge("jvm_heap_max_bytes", "Heap that may be used.", heap.getMax());
        text.gauge(
                "jvm_nonheap_used_bytes",
                "Memory in use outside the heap.",
                ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed());
        text.gauge(
                "jvm_threads",
                "Platform threads.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            text.summary(
                    "jvm_gc_seconds",
                    "Time of garbage collections.",
                    collector.getCollectionTime() / MILLIS,
                    collector.getCollectionCount(),
                    "collector",
                    collector.getName());
        }
        text.gauge(
                "process_uptime_seconds",
                "Time since the process started.",
                ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS);
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(time -> text.counter(
                        "process_cpu_seconds_total", "Processor time of the process.", time.toMillis() / MILLIS));
    }
}
