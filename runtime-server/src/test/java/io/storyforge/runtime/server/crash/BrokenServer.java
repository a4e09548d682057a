package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginLimits;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.server.http.LiveServer.Breakage;
import io.storyforge.runtime.server.stream.StreamLimits;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RunRecords.RunQuery;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.store.StoreException;
import io.storyforge.runtime.testkit.Front;
import io.storyforge.runtime.testkit.StoreFront;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One broken mechanism of a server, and the test of the guarantee that must turn red with it. */
enum BrokenServer {
    SAYS_DONE_WHEN_THE_DISK_IS_FULL(
            "G11", "crash.DiskFaultIT#fullDiskRefusesWritesLetsReadsGoOnAndWorksAgainWhenThereIsSpace"),
    LISTS_THE_RUNS_OF_ANYBODY("G12", "http.VisibilityIT#runsOfOthersAreNotThereNotEvenForAdministrators"),
    REMEMBERS_WHO_WAS_IN("G13", "stream.EventStreamIT#endsWithinSecondsForWhoeverMayNoLongerSee"),
    WAITS_FOR_SLOW_CLIENTS("G14", "stream.StreamLimitsIT#clientsThatTakeNothingAreCutAndDelayNobody"),
    LETS_TOOLS_TAKE_AN_HOUR("G15", "http.HostilePluginIT#failsARunWhoseToolSpinsAndGoesOnWithOthers"),
    CONFIRMS_THE_PLAN_OF_BEFORE("G16", "http.PlanEditIT#confirmOfPlanThatWasChangedIsRefused"),
    FORGETS_WHO_CHANGED_THE_RULES("G19", "http.AuditIT#overrideTellsWhoMadeAndEndedItAndWhy"),
    STOPS_THE_STORE_FIRST("G21", "http.StopIT#requestThatWasBegunIsAnsweredAndNewOnesAreRefused");

    private static final String PACKAGE = "io.storyforge.runtime.server.";
    private static final List<String> TOPICS = List.of("runs", "identities", "audit");
    private static final Duration HOUR = Duration.ofHours(1);

    private final String guarantee;
    private final String test;

    BrokenServer(String guarantee, String test) {
        this.guarantee = guarantee;
        this.test = test;
    }

    /** The guarantee that it breaks, such as {@code G11}. */
    String guarantee() {
        return guarantee;
    }

    /** The class of the test. */
    String testClass() {
        return PACKAGE + test.substring(0, test.indexOf('#'));
    }

    /** The method of the test. */
    String testMethod() {
        return test.substring(test.indexOf('#') + 1);
    }

    Breakage breakage() {
        UnaryOperator<StreamLimits> streams = limits -> this == WAITS_FOR_SLOW_CLIENTS ? limits.writing(HOUR) : limits;
        UnaryOperator<PluginConfig> plugins = config -> this == LETS_TOOLS_TAKE_AN_HOUR ? patient(config) : config;
        return new Breakage(this::store, streams, plugins, this == STOPS_THE_STORE_FIRST);
    }

    private RuntimeStore store(RuntimeStore sound) {
        if (this == SAYS_DONE_WHEN_THE_DISK_IS_FULL) {
            return new Boasting(sound);
        }
        Known known = new Known();
        return new StoreFront(sound, records -> broken(records, known));
    }

    private static PluginConfig patient(PluginConfig config) {
        PluginLimits limits = config.limits();
        return new PluginConfig(
                config.abortOnFailure(),
                new PluginLimits(
                        limits.call(),
                        HOUR,
                        limits.start(),
                        limits.stop(),
                        limits.maxConcurrent(),
                        limits.quarantine()),
                config.jars(),
                config.plugins(),
                config.problems());
    }

    /** Answers a call in place of the sound records of a topic, or passes it on. */
    private @Nullable Object call(Object records, Method method, Object[] arguments, Known known)
            throws ReflectiveOperationException {
        return switch (this) {
            case LISTS_THE_RUNS_OF_ANYBODY -> method.invoke(records, known.ofTheFirst(method, arguments));
            case REMEMBERS_WHO_WAS_IN -> remembered(records, method, arguments, known);
            case CONFIRMS_THE_PLAN_OF_BEFORE -> known.asFirstSeen(method, method.invoke(records, arguments));
            case FORGETS_WHO_CHANGED_THE_RULES -> kept(records, method, arguments);
            default -> method.invoke(records, arguments);
        };
    }

    private static @Nullable Object remembered(Object records, Method method, Object[] arguments, Known known)
            throws ReflectiveOperationException {
        boolean lookup = method.getName().equals("secret") || method.getName().equals("find");
        Object answer = method.invoke(records, arguments);
        return lookup ? known.answers.computeIfAbsent(method.getName() + arguments[0], asked -> answer) : answer;
    }

    private static @Nullable Object kept(Object records, Method method, Object[] arguments)
            throws ReflectiveOperationException {
        boolean audit = method.getDeclaringClass().getSimpleName().equals("AuditRecords");
        return audit && method.getName().equals("append") ? null : method.invoke(records, arguments);
    }

    /** What a broken server has seen. */
    private static final class Known {
        private final Map<String, Object> answers = new ConcurrentHashMap<>();
        private final Map<String, Object> runs = new ConcurrentHashMap<>();
        private final AtomicReference<String> owner = new AtomicReference<>("");

        /** The arguments, but a list is that of whoever made the first run. */
        Object[] ofTheFirst(Method method, Object[] arguments) {
            if (method.getName().equals("insert") && arguments[0] instanceof Run run) {
                boolean ignored = owner.compareAndSet("", run.lane().userId());
            }
            if (method.getName().equals("list") && arguments[0] instanceof RunQuery query) {
                return new Object[] {
                    new RunQuery(owner.get(), query.projectId(), query.filter(), query.cursor(), query.limit())
                };
            }
            return arguments;
        }

        /** A run that waits for confirmation is the one that was seen first, whatever became of its plan. */
        @Nullable
        Object asFirstSeen(Method method, @Nullable Object answer) {
            boolean waiting = method.getName().equals("find")
                    && answer instanceof Optional<?> found
                    && found.orElse(null) instanceof Run run
                    && run.status() == RunStatus.NEEDS_CONFIRMATION;
            if (!waiting || !(answer instanceof Optional<?> found) || !(found.get() instanceof Run run)) {
                return answer;
            }
            return runs.computeIfAbsent(run.id(), id -> found);
        }
    }

    /** The records, each call of which the defect may answer. */
    private Records broken(Records records, Known known) {
        return Front.of(Records.class, (method, arguments) -> {
            Object topic = method.invoke(records, arguments);
            return TOPICS.contains(method.getName())
                    ? Front.of(method.getReturnType(), (call, given) -> call(topic, call, given, known))
                    : topic;
        });
    }

    /** A store whose failed writes were done, as far as it says. */
    private static final class Boasting extends StoreFront {
        Boasting(RuntimeStore sound) {
            super(sound, UnaryOperator.identity());
        }

        @Override
        public <T> T write(Function<Records, T> work) {
            AtomicReference<T> value = new AtomicReference<>();
            try {
                return super.write(records -> {
                    value.set(work.apply(records));
                    return value.get();
                });
            } catch (StoreException e) {
                T done = value.get();
                if (done == null) {
                    throw e;
                }
                return done;
            }
        }
    }
}
