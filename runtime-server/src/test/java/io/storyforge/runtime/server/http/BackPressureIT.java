package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.store.StoreBusyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More to write than the writer can take. */
class BackPressureIT {
    private static final int MORE_THAN_MAY_WAIT = 4_200;

    @Test
    void fullQueueIsToldAtOnceAndReadsGoOn(@TempDir Path data) throws InterruptedException {
        AtomicReference<RuntimeStore> store = new AtomicReference<>();
        try (LiveServer server = new LiveServer()) {
            server.start(data, sound -> {
                store.set(sound);
                return sound;
            });
            Person member = server.member();
            String id = member.runs().create("", "x").id();
            CountDownLatch release = new CountDownLatch(1);
            List<CompletableFuture<Void>> waiting = fill(store.get(), release);

            long begun = System.nanoTime();
            Answer refused = member.api().post(Runs.PATH, Runs.request("", "y")).refused(503, "unavailable");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(member.runs().get(id).id()).isEqualTo(id);

            release.countDown();
            waiting.forEach(CompletableFuture::join);
            member.runs().create("", "z");
        }
    }

    private static List<CompletableFuture<Void>> fill(RuntimeStore store, CountDownLatch release)
            throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        AtomicInteger refused = new AtomicInteger();
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        waiting.add(CompletableFuture.runAsync(
                () -> store.write(records -> {
                    held.countDown();
                    return await(release);
                }),
                Thread::startVirtualThread));
        held.await();
        for (int i = 0; i < MORE_THAN_MAY_WAIT; i++) {
            waiting.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            store.write(records -> true);
                        } catch (StoreBusyException ignored) { // on purpose
                            refused.incrementAndGet();
                        }
                    },
                    Thread::startVirtualThread));
        }
        Eventually.holds(Eventually.SOON, () -> refused.get() > 0);
        return waiting;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
