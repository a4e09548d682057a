package io.storyforge.runtime.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same for several things at once, each on a thread of its own that only waits. */
final class InParallel {
    private InParallel() {}

    /** Returns when all are done. */
    static <T> void each(List<T> things, Consumer<T> work) {
        if (things.size() < 2) {
            things.forEach(work);
            return;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> begun = new ArrayList<>();
            things.forEach(thing -> begun.add(threads.submit(() -> work.accept(thing))));
            for (Future<?> future : begun) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while plugins were loading", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a step of loading plugins failed", e.getCause());
        }
    }
}
