package io.storyforge.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Load from many connections, each on a platform thread that waits in the kernel for its answer.
 *
 * @param rate turns a second that are begun in all; 0 is as fast as the answers come. A time counts from the moment the
 *     turn should have begun, so that a stall is not hidden by the turns it held up
 */
record Load(int connections, Duration warmUp, Duration time, double rate) {
    private static final long GRACE = Duration.ofSeconds(60).toNanos();

    /** Something that a connection does again and again; false when the answer was not the wanted one. */
    @FunctionalInterface
    interface Turn {
        boolean take(HttpConnection connection) throws IOException;
    }

    /**
     * What came of it.
     *
     * @param perSecond good turns a second
     * @param cpu the program's processor time for a turn
     * @param failed turns with another answer than the wanted one, or none
     */
    record Result(double perSecond, Histogram times, Duration cpu, long failed, String failure) {
        Duration median() {
            return times.percentile(0.5);
        }

        Duration slowest() {
            return times.percentile(0.99);
        }
    }

    Result run(Program program, IntFunction<Turn> turns) {
        long begin = System.nanoTime();
        Run run = new Run(
                begin, begin + warmUp.toNanos(), begin + warmUp.plus(time).toNanos());
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(new Client(run, i, program.port(), turns.apply(i)));
        }
        clients.forEach(client -> client.thread.start());
        waitUntil(run.counted);
        Duration before = program.cpu();
        waitUntil(run.end);
        Duration after = program.cpu();
        Histogram times = new Histogram();
        for (Client client : clients) {
            times.add(client.join());
        }
        if (times.count() == 0) {
            throw new BenchException("no request was answered as it should: " + run.failure.get());
        }
        Duration cpu = after.minus(before).dividedBy(times.count());
        double perSecond = times.count() * 1e9 / time.toNanos();
        return new Result(perSecond, times, cpu, run.failed.get(), run.failure.get());
    }

    private static final class Run {
        final long begin;
        final long counted;
        final long end;
        final AtomicLong failed = new AtomicLong();
        final AtomicReference<String> failure = new AtomicReference<>("");

        Run(long begin, long counted, long end) {
            this.begin = begin;
            this.counted = counted;
            this.end = end;
        }

        void fail(String why) {
            failed.incrementAndGet();
            failure.set(why);
        }
    }

    private final class Client {
        private final Run run;
        private final int index;
        private final int port;
        private final Turn turn;
        private final Histogram times = new Histogram();
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::work);

        Client(Run run, int index, int port, Turn turn) {
            this.run = run;
            this.index = index;
            this.port = port;
            this.turn = turn;
        }

        private void work() {
            try (HttpConnection connection = HttpConnection.open(port)) {
                long turnNumber = 0;
                for (long start = begin(0); start < run.end; start = begin(++turnNumber)) {
                    boolean good = turn.take(connection);
                    long now = System.nanoTime();
                    if (!good) {
                        run.fail(connection.body());
                    } else if (now > run.counted && now <= run.end) {
                        times.add(now - start);
                    }
                }
            } catch (IOException e) {
                run.fail(e.toString());
            }
        }

        private long begin(long turnNumber) {
            if (rate <= 0) {
                return System.nanoTime();
            }
            long planned = run.begin + (long) ((turnNumber * connections + index) * 1e9 / rate);
            waitUntil(Math.min(planned, run.end));
            return planned;
        }

        Histogram join() {
            try {
                if (!thread.join(Duration.ofNanos(Math.max(0, run.end + GRACE - System.nanoTime())))) {
                    throw new BenchException("a request was not answered within 60 s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted", e);
            }
            return times;
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
