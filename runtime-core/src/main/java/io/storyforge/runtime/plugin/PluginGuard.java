package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.CallGuard.Outcome;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.ToolOutcome;
import java.io.IOException;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Everything between the server and one plugin's code: its threads, its limits, its quarantine and what is counted.
 * Hand-offs answer a waiting person, so tools that work for a minute have places of their own.
 */
public final class PluginGuard implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PluginGuard.class.getName());

    private final String name;
    private final PluginLimits limits;
    private final ClassLoader classes;
    private final InstantSource clock;
    private final CallGuard handoffs;
    private final CallGuard tools;
    private final Quarantine quarantine;
    private final PluginCalls handoffCalls = new PluginCalls();
    private final PluginCalls toolCalls = new PluginCalls();

    /** A guard whose threads are named after the plugin and see its classes. */
    PluginGuard(String name, PluginLimits limits, ClassLoader classes, InstantSource clock) {
        this.name = name;
        this.limits = limits;
        this.classes = classes;
        this.clock = clock;
        this.handoffs = new CallGuard(name, limits.maxConcurrent(), classes);
        this.tools = new CallGuard(name + "-tool", limits.maxConcurrent(), classes);
        this.quarantine = new Quarantine(limits.quarantine());
    }

    /** Until when no hand-off is tried; empty when this one is, which then has to be made. */
    Optional<Instant> refusal() {
        return quarantine.refusal(clock.instant());
    }

    /** Makes a hand-off that was not refused. A {@code null} answer is a failure. */
    public Outcome<HandoffOutcome> handOff(Callable<HandoffOutcome> code) {
        long begun = System.nanoTime();
        Outcome<HandoffOutcome> outcome;
        try {
            outcome = handoffs.call(answering(code, "the source"), limits.call());
        } catch (OutOfMemoryError e) {
            failed(handoffCalls.threw(e, System.nanoTime() - begun, clock.instant()));
            throw e;
        }
        PluginCalls.Kind kind = new PluginCalls.Kind("hand-off", limits.call());
        handoffCalls
                .ended(outcome, System.nanoTime() - begun, kind, clock.instant())
                .ifPresent(this::failed);
        if (outcome instanceof Outcome.Answered<HandoffOutcome>) {
            quarantine.answered();
        } else if (outcome instanceof Outcome.Busy<HandoffOutcome>) {
            quarantine.notTried();
        }
        return outcome;
    }

    private void failed(PluginProblem problem) {
        Instant now = clock.instant();
        if (quarantine.failed(now)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "plugin {0} is quarantined until {1}: {2}",
                    name,
                    quarantine.closed().map(Quarantine.Closed::retryAt).orElse(now),
                    problem.message());
        }
    }

    /** Begins a step's tool once there is a place for it. A {@code null} answer is a failure. */
    GuardedCall<ToolOutcome> beginTool(Callable<ToolOutcome> code, BooleanSupplier stop) {
        return tools.beginWhenFree(answering(code, "the tool"), limits.tool(), stop);
    }

    /** Waits for a tool that was begun. */
    Outcome<ToolOutcome> await(GuardedCall<ToolOutcome> call) {
        long begun = System.nanoTime();
        try {
            Outcome<ToolOutcome> outcome = call.await(limits.tool());
            PluginCalls.Kind kind = new PluginCalls.Kind("tool", limits.tool());
            toolCalls.ended(outcome, System.nanoTime() - begun, kind, clock.instant());
            return outcome;
        } catch (OutOfMemoryError e) {
            toolCalls.threw(e, System.nanoTime() - begun, clock.instant());
            throw e;
        }
    }

    /** Calls a tool once there is a place for it, and waits. A {@code null} answer is a failure. */
    public Outcome<ToolOutcome> callTool(Callable<ToolOutcome> code) {
        return await(beginTool(code, () -> false));
    }

    // A plugin compiled without null checks can answer null.
    @SuppressWarnings({"ConstantValue", "NullAway"})
    private static <T> Callable<T> answering(Callable<T> code, String who) {
        return () -> {
            T answer = code.call();
            if (answer == null) {
                throw new IllegalStateException(who + " answered null");
            }
            return answer;
        };
    }

    /** Runs loading, describing, starting or stopping code under the limit. */
    <T> Outcome<T> run(Callable<T> code, Duration limit) {
        return handoffs.call(code, limit);
    }

    /** The places of hand-offs. */
    CallGuard handoffs() {
        return handoffs;
    }

    /** The places of tools. */
    CallGuard tools() {
        return tools;
    }

    /** The limits of this plugin. */
    PluginLimits limits() {
        return limits;
    }

    /** What was counted of hand-offs. */
    public PluginCalls handoffCalls() {
        return handoffCalls;
    }

    /** What was counted of tools. */
    public PluginCalls toolCalls() {
        return toolCalls;
    }

    /** The latest failure of a hand-off or a tool. */
    public Optional<PluginCalls.LastError> lastError() {
        return Stream.of(handoffCalls, toolCalls)
                .flatMap(calls -> calls.lastError().stream())
                .max(Comparator.comparing(PluginCalls.LastError::at));
    }

    /** Since when and until when no hand-off is tried. */
    Optional<Quarantine.Closed> quarantine() {
        return quarantine.closed();
    }

    /** Calls that are running, those over their limit included. */
    public int running() {
        return handoffs.running() + tools.running();
    }

    /** Threads that are over their limit and were told to end, and have not. Only a restart frees them. */
    public int stuckThreads() {
        return handoffs.stuck() + tools.stuck();
    }

    /** Whether no more calls are taken. */
    boolean isClosed() {
        return handoffs.isClosed();
    }

    /** Interrupts all calls, takes no more, and lets go of the plugin's jars. */
    @Override
    public void close() {
        handoffs.close();
        tools.close();
        if (classes instanceof PluginClassLoader own) {
            try {
                ((URLClassLoader) own).close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "the jars of plugin %s were not closed".formatted(name), e);
            }
        }
    }
}
