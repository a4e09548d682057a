package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Settings;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.SourceDescriptor.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A started source in a contract's project. */
final class SourceUnderTest implements AutoCloseable {
    private static final Instant TIME = Instant.parse("2026-01-05T04:00:00Z");

    private final HandoffSource source;
    private final SourceDescriptor descriptor;
    private final FakeContext context;
    private final WatchedSettings settings;

    private SourceUnderTest(HandoffSourceContract contract) {
        this.source = contract.source();
        this.descriptor = Guarded.answer("descriptor()", source::descriptor);
        this.settings = new WatchedSettings(new FakeSettings(contract.settings()), new ConcurrentSkipListSet<>());
        this.context = FakeContext.of(contract.documents(), TIME).with(settings);
    }

    static SourceUnderTest started(HandoffSourceContract contract) {
        SourceUnderTest tested = new SourceUnderTest(contract);
        Guarded.answer("start(…)", () -> {
            tested.source.start(new FakeStart(tested.settings));
            return true;
        });
        return tested;
    }

    HandoffSource source() {
        return source;
    }

    SourceDescriptor descriptor() {
        return descriptor;
    }

    Set<String> settingsRead() {
        return settings.read();
    }

    void eachAction(Consumer<Action> check) {
        descriptor.actions().forEach(check);
    }

    HandoffOutcome press(Action action, Map<String, String> fields) {
        FakeRequest request = request(action, fields);
        return Guarded.answer(name(action, fields), () -> source.handOff(request, context));
    }

    List<HandoffOutcome> pressAtOnce(Action action, Map<String, String> fields, int people) {
        CountDownLatch together = new CountDownLatch(people);
        try (ExecutorService threads = Executors.newFixedThreadPool(people)) {
            List<Future<HandoffOutcome>> answers = new ArrayList<>();
            for (int person = 0; person < people; person++) {
                answers.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return press(action, fields);
                }));
            }
            return answers.stream().map(SourceUnderTest::get).toList();
        }
    }

    /** Calls the source on a thread that is interrupted once it has begun; it must end, in whatever way. */
    void interrupt(Action action, Map<String, String> fields) {
        FakeRequest request = request(action, fields);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread call = Thread.ofPlatform().daemon().start(() -> {
            begun.countDown();
            try {
                source.handOff(request, context);
            } catch (Exception | LinkageError ignored) { // an interrupted call may throw what it likes
            } finally {
                ended.countDown();
            }
        });
        try {
            begun.await();
            call.interrupt();
            Checks.that(
                    ended.await(Guarded.LIMIT.toMillis(), TimeUnit.MILLISECONDS),
                    () -> "%s did not end within %s of its interrupt".formatted(name(action, fields), Guarded.LIMIT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    @Override
    public void close() {
        Guarded.answer("stop()", () -> {
            source.stop();
            return true;
        });
    }

    private static FakeRequest request(Action action, Map<String, String> fields) {
        FakeRequest request = FakeRequest.press(action.key());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            request = request.with(field.getKey(), field.getValue());
        }
        return action.platform().isEmpty() ? request : request.on(action.platform());
    }

    private static String name(Action action, Map<String, String> fields) {
        String text = fields.toString();
        return "handOff of '%s' with %s".formatted(action.key(), text.length() > 200 ? text.substring(0, 200) : text);
    }

    private static <T> T get(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Settings that remember what was asked for. */
    private record WatchedSettings(Settings given, Set<String> read) implements Settings {
        @Override
        public Optional<String> text(String key) {
            read.add(key);
            return given.text(key);
        }

        @Override
        public OptionalInt number(String key) {
            read.add(key);
            return given.number(key);
        }
    }
}
