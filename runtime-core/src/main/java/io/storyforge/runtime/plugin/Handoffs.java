package io.storyforge.runtime.plugin;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.plugin.CallGuard.Outcome;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Governance;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.Settings;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.trace.Span;
import io.storyforge.runtime.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Routes a pressed action to its source and brings back the draft. */
public final class Handoffs {
    private static final System.Logger LOG = System.getLogger(Handoffs.class.getName());

    private final PluginRegistry plugins;
    private final RuntimeStore store;
    private final InstantSource clock;
    private final Tracing tracing;

    /** Hand-offs to the given plugins. */
    public Handoffs(PluginRegistry plugins, RuntimeStore store, InstantSource clock) {
        this(plugins, store, clock, Tracing.OFF);
    }

    /** Hand-offs to the given plugins, each call a span. */
    public Handoffs(PluginRegistry plugins, RuntimeStore store, InstantSource clock, Tracing tracing) {
        this.tracing = tracing;
        this.plugins = plugins;
        this.store = store;
        this.clock = clock;
    }

    /** What was pressed, where, and the policy of that moment. */
    public record Press(
            String screen,
            String actionKey,
            String projectId,
            String pagePlatform,
            Map<String, String> fields,
            Language language,
            GovernanceSnapshot governance) {}

    /** What came of it. */
    public sealed interface Answer {
        /** A draft. */
        record Drafted(String pluginId, RunDraft draft) implements Answer {}

        /** The source said no, in words for the user. */
        record Declined(String reason) implements Answer {}

        /** No such screen or action; the known actions by screen. */
        record NoSource(Map<String, Set<String>> known) implements Answer {}

        /** The plugin threw or answered something illegal; the log has the cause. */
        record PluginFailed(String pluginId) implements Answer {}

        /** The plugin did not answer in time. */
        record PluginTimedOut(String pluginId) implements Answer {}

        /** The plugin is busy with other calls. */
        record PluginBusy(String pluginId) implements Answer {}

        /** The plugin failed several times in a row and is not asked for so long. */
        record PluginQuarantined(String pluginId, Duration patience) implements Answer {}
    }

    /** Asks the source behind the screen for a draft, within the call limit. */
    public Answer press(Press press) {
        Optional<Plugin> found = plugins.forAction(press.screen(), press.actionKey());
        if (found.isEmpty()) {
            return new Answer.NoSource(known());
        }
        Answer answer = ask(found.get(), press);
        if (answer instanceof Answer.PluginBusy && found.get().guard().isClosed()) {
            // It was replaced between being found and being asked.
            return plugins.forAction(press.screen(), press.actionKey())
                    .map(successor -> ask(successor, press))
                    .orElseGet(() -> new Answer.NoSource(known()));
        }
        return answer;
    }

    private Answer ask(Plugin plugin, Press press) {
        PluginGuard guard = plugin.guard();
        Optional<Instant> refusedUntil = guard.refusal();
        if (refusedUntil.isPresent()) {
            return new Answer.PluginQuarantined(plugin.id(), Duration.between(clock.instant(), refusedUntil.get()));
        }
        Context context = new Context(
                plugin.settings(),
                clock,
                clock.instant().plus(guard.limits().call()),
                new ProjectDocuments(store, press.projectId()),
                new SnapshotView(press.governance()));
        return switch (call(plugin, press, context)) {
            case Outcome.Answered<HandoffOutcome>(HandoffOutcome.Drafted(RunDraft draft)) ->
                new Answer.Drafted(plugin.id(), draft);
            case Outcome.Answered<HandoffOutcome>(HandoffOutcome.Declined(String reason)) ->
                new Answer.Declined(reason);
            case Outcome.Threw<HandoffOutcome>(Throwable cause) -> failed(plugin, cause);
            case Outcome.TimedOut<HandoffOutcome> ignored -> new Answer.PluginTimedOut(plugin.id());
            case Outcome.Busy<HandoffOutcome> ignored -> new Answer.PluginBusy(plugin.id());
        };
    }

    private Outcome<HandoffOutcome> call(Plugin plugin, Press press, Context context) {
        try (Span span = tracing.begin(Tracing.Kind.WORK, "plugin.handoff")) {
            span.with("storyforge.plugin.id", plugin.id())
                    .with("storyforge.screen", press.screen())
                    .with("storyforge.action", press.actionKey());
            return CallSpans.ended(
                    span,
                    plugin.guard()
                            .handOff(tracing.carried(() -> plugin.source().handOff(new Request(press), context))));
        }
    }

    private static Answer failed(Plugin plugin, Throwable cause) {
        LOG.log(System.Logger.Level.WARNING, "plugin %s failed in a hand-off".formatted(plugin.id()), cause);
        return new Answer.PluginFailed(plugin.id());
    }

    private Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new TreeMap<>();
        plugins.sources()
                .forEach(source -> source.actions()
                        .forEach(action -> known.computeIfAbsent(
                                        source.screen(), screen -> new java.util.LinkedHashSet<>())
                                .add(action.key())));
        return known;
    }

    private record Context(
            Settings settings, InstantSource clock, Instant deadline, Documents documents, Governance governance)
            implements HandoffContext {}

    private record Request(Press press) implements HandoffRequest {
        @Override
        public String actionKey() {
            return press.actionKey();
        }

        @Override
        public Optional<String> projectId() {
            return Optional.of(press.projectId()).filter(id -> !id.isEmpty());
        }

        @Override
        public Optional<String> platform() {
            return Optional.of(press.pagePlatform()).filter(platform -> !platform.isEmpty());
        }

        @Override
        public Optional<String> field(String name) {
            return Optional.ofNullable(press.fields().get(name))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        }

        @Override
        public Set<String> fieldNames() {
            return press.fields().keySet();
        }

        @Override
        public Language language() {
            return press.language();
        }
    }
}
