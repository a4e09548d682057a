package io.storyforge.plugin.testkit;

import io.storyforge.runtime.plugin.CallGuard.Outcome;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Settings;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.SourceDescriptor.Action;
import io.storyforge.runtime.spi.ToolOutcome;
import java.time.Instant;
import java.time.InstantSource;
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

    private final HostedSource hosted;
    private final FakeContext context;
    private final WatchedSettings settings;
    private final InMemoryDocuments documents;
    private final FakeGovernance governance;

    private SourceUnderTest(HandoffSourceContract contract) {
        this.hosted = HostedSource.start(contract.source(), contract.settings(), InstantSource.fixed(TIME));
        this.settings = new WatchedSettings(hosted.settings(), new ConcurrentSkipListSet<>());
        this.documents = contract.documents();
        this.governance = FakeGovernance.of(contract.layers());
        this.context = FakeContext.of(documents, TIME).under(governance).with(settings);
    }

    static SourceUnderTest started(HandoffSourceContract contract) {
        return new SourceUnderTest(contract);
    }

    HostedSource hosted() {
        return hosted;
    }

    SourceDescriptor descriptor() {
        return hosted.descriptor();
    }

    Set<String> settingsRead() {
        return settings.read();
    }

    void eachAction(Consumer<Action> check) {
        hosted.descriptor().actions().forEach(check);
    }

    HandoffOutcome press(Action action, Map<String, String> fields) {
        return hosted.press(request(action, fields), context);
    }

    HandoffOutcome press(Action action, Map<String, String> fields, Language language) {
        return hosted.press(request(action, fields).in(language), context);
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
                hosted.plugin().source().handOff(request, context);
            } catch (Exception | LinkageError ignored) { // an interrupted call may throw what it likes
            } finally {
                ended.countDown();
            }
        });
        try {
            begun.await();
            call.interrupt();
            Checks.that(
                    ended.await(HostedSource.LIMIT.toMillis(), TimeUnit.MILLISECONDS),
                    () -> "%s did not end within %s of its interrupt"
                            .formatted(name(action, fields), HostedSource.LIMIT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    void callEachTool() {
        hosted.toolKeys().forEach(key -> hosted.call(key, toolCall()));
    }

    void cancelEachTool() {
        for (String key : hosted.toolKeys()) {
            Outcome<ToolOutcome> outcome =
                    hosted.outcome(hosted.tool(key), toolCall().cancelled());
            Checks.that(
                    !(outcome instanceof Outcome.TimedOut<ToolOutcome>),
                    () -> "tool '%s' did not end although it was cancelled".formatted(key));
        }
    }

    private FakeToolCall toolCall() {
        return FakeToolCall.on(documents, TIME).under(governance).with(settings);
    }

    @Override
    public void close() {
        hosted.close();
    }

    /** Fails when a thread runs that was not there before; those of the host end by themselves. */
    static void leavesNoThread(Set<Thread> before) {
        List<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getThreadGroup() != null)
                .filter(thread -> !thread.getThreadGroup().getName().equals("system"))
                .toList();
        for (Thread thread : left) {
            try {
                thread.join(HostedSource.LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("the test was interrupted", e);
            }
            Checks.that(!thread.isAlive(), () -> "thread '%s' still runs after stop()".formatted(thread.getName()));
        }
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
