package io.storyforge.runtime.server.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Cuts clients that stop reading: a write to one blocks without end, and holds its stream's place. The interrupt of a
 * virtual thread that is blocked in a socket closes the socket; the client comes back and resumes.
 */
final class SlowClients implements AutoCloseable {
    private final Duration limit;
    private final Map<Thread, Long> writingSince = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("slow-clients").daemon().factory());

    SlowClients(Duration limit) {
        this.limit = limit;
        long period = Math.max(1, limit.toMillis() / 10);
        var _ = timer.scheduleWithFixedDelay(this::cut, period, period, TimeUnit.MILLISECONDS);
    }

    /** Writes and flushes; fails when it takes longer than the limit. */
    void write(OutputStream out, byte[] bytes) throws IOException {
        Thread writer = Thread.currentThread();
        writingSince.put(writer, System.nanoTime());
        try {
            out.write(bytes);
            out.flush();
        } finally {
            writingSince.remove(writer);
        }
    }

    private void cut() {
        long now = System.nanoTime();
        writingSince.forEach((writer, since) -> {
            if (now - since > limit.toNanos()) {
                writer.interrupt();
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
