package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.plugin.CallGuard.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What plugin code can do to its caller: nothing but answer, throw, be late and be busy. */
@Timeout(60) // latches without limits would hang a broken build
final class CallGuardTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final CallGuard guard = new CallGuard("dashboard", 2);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void releaseAll() {
        release.countDown();
        guard.close();
    }

    @Test
    void tellsWhatTheCodeAnswered() {
        assertThat(guard.call(() -> "answer", LONG)).isEqualTo(new Outcome.Answered<>("answer"));
    }

    @Test
    void tellsWhatTheCodeThrew() {
        for (Throwable thrown : List.of(
                new IOException("exception"),
                new IllegalStateException("exception"),
                new AssertionError("error"),
                new NoClassDefFoundError("linkage"),
                new ExceptionInInitializerError("linkage"))) {
            assertThat(guard.call(thrower(thrown), LONG)).isEqualTo(new Outcome.Threw<>(thrown));
        }
    }

    @Test
    void outlivesARecursionWithoutEnd() {
        Outcome<Integer> outcome = guard.call(() -> deeper(0), LONG);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Threw.class, threw -> assertThat(threw.cause()).isInstanceOf(StackOverflowError.class));
        assertThat(guard.call(() -> 1, LONG)).isEqualTo(new Outcome.Answered<>(1));
    }

    @Test
    void doesNotSwallowThatMemoryRanOut() {
        OutOfMemoryError error = new OutOfMemoryError("thrown by a test");

        assertThatThrownBy(() -> guard.call(thrower(error), LONG)).isSameAs(error);

        assertThat(guard.running()).isZero();
    }

    @Test
    void interruptsACallOverItsLimit() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);

        Outcome<Boolean> outcome = guard.call(waiting(new CountDownLatch(1), interrupted), SHORT);

        assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
        interrupted.await();
    }

    @Test
    void refusesOneCallMoreThanAllowedAtOnce() {
        GuardedCall<Boolean> first = guard.begin(this::stubborn);
        GuardedCall<Boolean> second = guard.begin(this::stubborn);

        Outcome<String> refused = guard.call(() -> "never", LONG);

        assertThat(refused).isInstanceOf(Outcome.Busy.class);
        assertThat(guard.running()).isEqualTo(2);
        release.countDown();
        assertThat(first.await(LONG)).isEqualTo(new Outcome.Answered<>(true));
        assertThat(second.await(LONG)).isEqualTo(new Outcome.Answered<>(true));
        assertThat(guard.call(() -> "again", LONG)).isEqualTo(new Outcome.Answered<>("again"));
    }

    @Test
    void isNotBusyForWhoeverHeardTheAnswerBefore() {
        try (CallGuard narrow = new CallGuard("narrow", 1)) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(narrow.call(() -> "answer", LONG)).isInstanceOf(Outcome.Answered.class);
            }
        }
    }

    @Test
    void leavesTheOtherPlacesToOthersWhenACallIgnoresItsInterrupt() {
        GuardedCall<Boolean> stubborn = guard.begin(this::stubborn);
        assertThat(stubborn.await(SHORT)).isInstanceOf(Outcome.TimedOut.class);

        Outcome<String> other = guard.call(() -> "answer", LONG);

        assertThat(other).isEqualTo(new Outcome.Answered<>("answer"));
        assertThat(guard.running()).isEqualTo(1);
        release.countDown();
        assertThat(stubborn.await(LONG)).isEqualTo(new Outcome.Answered<>(true));
        assertThat(guard.running()).isZero();
    }

    @Test
    void interruptsTheCallWhenWhoeverWaitsIsInterrupted() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicReference<Outcome<Boolean>> outcome = new AtomicReference<>(new Outcome.Busy<>());
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread waiter = Thread.ofVirtual().start(() -> {
            outcome.set(guard.call(waiting(entered, interrupted), LONG));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        entered.await();

        waiter.interrupt();

        interrupted.await();
        waiter.join();
        assertThat(outcome.get()).isInstanceOf(Outcome.TimedOut.class);
        assertThat(stillInterrupted).isTrue();
    }

    @Test
    void waitsForAPlaceAsLongAsAllowed() {
        GuardedCall<Boolean> first = guard.begin(this::stubborn);
        GuardedCall<Boolean> second = guard.begin(this::stubborn);

        assertThat(guard.beginWhenFree(() -> "never", SHORT, () -> false).await(LONG))
                .isInstanceOf(Outcome.Busy.class);
        assertThat(guard.beginWhenFree(() -> "never", LONG, () -> true).await(LONG))
                .isInstanceOf(Outcome.Busy.class);
        Thread releaser = Thread.ofVirtual().start(release::countDown);
        assertThat(guard.beginWhenFree(() -> "answer", LONG, () -> false).await(LONG))
                .isEqualTo(new Outcome.Answered<>("answer"));

        assertThat(List.of(first, second))
                .allSatisfy(call -> assertThat(call.await(LONG)).isEqualTo(new Outcome.Answered<>(true)));
        assertThat(releaser.isVirtual()).isTrue();
    }

    @Test
    void interruptsItsCallsWhenClosedAndTakesNoMore() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        GuardedCall<Boolean> running = guard.begin(waiting(entered, interrupted));
        entered.await();

        guard.close();

        interrupted.await();
        assertThat(running.await(LONG)).isInstanceOf(Outcome.Threw.class);
        assertThat(guard.call(() -> "never", LONG)).isInstanceOf(Outcome.Busy.class);
        assertThat(guard.running()).isZero();
    }

    @Test
    void runsCodeOnDaemonPlatformThreadsNamedAfterThePlugin() {
        Outcome<Thread> outcome = guard.call(Thread::currentThread, LONG);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answered -> assertThat(answered.value()).isInstanceOfSatisfying(Thread.class, thread -> {
                            assertThat(thread.getName()).startsWith("plugin-dashboard-");
                            assertThat(thread.isDaemon()).isTrue();
                            assertThat(thread.isVirtual()).isFalse();
                        }));
    }

    private static <T> Callable<T> thrower(Throwable thrown) {
        return () -> {
            switch (thrown) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                default -> throw new AssertionError(thrown);
            }
        };
    }

    private static int deeper(int depth) {
        return depth == Integer.MAX_VALUE ? depth : deeper(depth + 1) + depth;
    }

    private static Callable<Boolean> waiting(CountDownLatch entered, CountDownLatch interrupted) {
        return () -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
                return true;
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        };
    }

    private boolean stubborn() {
        while (true) {
            try {
                release.await();
                return true;
            } catch (InterruptedException ignored) { // what this code is for
            }
        }
    }
}
