package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends plugins that were replaced: their calls first, then {@code stop}, the threads, the jars. Then it watches whether
 * their classes are collected, which they are not while a thread or a cache of the plugin's making holds them.
 */
final class Retirement implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Retirement.class.getName());
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration COLLECTED = Duration.ofSeconds(30);

    private final List<Thread> waiting = new CopyOnWriteArrayList<>();
    private final AtomicInteger leaked = new AtomicInteger();

    /** Ends the plugin in the background. */
    void retire(Entry entry) {
        entry.plugin().ifPresentOrElse(this::begin, () -> entry.guard().ifPresent(PluginGuard::close));
    }

    private void begin(Plugin plugin) {
        Leaving leaving = new Leaving(plugin);
        Thread thread = Thread.ofVirtual().name("retire-" + plugin.id()).unstarted(() -> {
            try {
                leaving.end();
                watch(leaving);
            } finally {
                waiting.remove(Thread.currentThread());
            }
        });
        waiting.add(thread);
        thread.start();
    }

    int leaked() {
        return leaked.get();
    }

    private void watch(Leaving leaving) {
        long end = System.nanoTime() + COLLECTED.toNanos();
        while (System.nanoTime() - end < 0) {
            if (leaving.isCollected()) {
                return;
            }
            if (!pause()) {
                return;
            }
        }
        leaked.incrementAndGet();
        LOG.log(
                System.Logger.Level.WARNING,
                "the classes of the replaced plugin %s are still held, by a thread or a cache that its stop did not end"
                        .formatted(leaving.id));
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK);
            return true;
        } catch (InterruptedException ignored) { // the server is stopping
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Hurries those that are still waiting, and waits for them to have stopped. */
    @Override
    public void close() {
        List<Thread> left = List.copyOf(waiting);
        left.forEach(Thread::interrupt);
        for (Thread thread : left) {
            try {
                thread.join();
            } catch (InterruptedException ignored) { // nobody waits for us any more
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A plugin on its way out; holds on to it only as long as it has to. */
    private static final class Leaving {
        private final String id;
        private final WeakReference<ClassLoader> classes;
        private Optional<Plugin> plugin;

        Leaving(Plugin plugin) {
            this.id = plugin.id();
            this.classes = new WeakReference<>(plugin.source().getClass().getClassLoader());
            this.plugin = Optional.of(plugin);
        }

        void end() {
            Plugin ending = plugin.orElseThrow();
            plugin = Optional.empty();
            long end = System.nanoTime() + ending.guard().limits().tool().toNanos();
            while (ending.guard().running() > ending.guard().stuckThreads() && System.nanoTime() - end < 0) {
                if (!pause()) {
                    break;
                }
            }
            PluginRegistry.stop(ending);
        }

        boolean isCollected() {
            return classes.refersTo(null);
        }
    }
}
