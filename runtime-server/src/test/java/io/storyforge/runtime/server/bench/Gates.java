package io.storyforge.runtime.server.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Gates at which tools wait until a test opens them, each by its name. */
public final class Gates {
    private static final Map<String, Gate> ALL = new ConcurrentHashMap<>();

    private Gates() {}

    private record Gate(CountDownLatch arrived, CountDownLatch open) {}

    /** Lets through whoever waits or comes. */
    public static void open(String name) {
        gate(name).open().countDown();
    }

    /** True once somebody waits at the gate, or did. */
    public static boolean reached(String name) {
        return gate(name).arrived().getCount() == 0;
    }

    static void pass(String name, long millis) throws InterruptedException {
        gate(name).arrived().countDown();
        boolean ignored = gate(name).open().await(millis, TimeUnit.MILLISECONDS);
    }

    private static Gate gate(String name) {
        return ALL.computeIfAbsent(name, key -> new Gate(new CountDownLatch(1), new CountDownLatch(1)));
    }
}
