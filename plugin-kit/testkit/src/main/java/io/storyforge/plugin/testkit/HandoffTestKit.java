package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.StartContext;
import io.storyforge.runtime.spi.ToolResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Presses a source's actions and calls its tools as the server does: under its guard, with declared settings only, at a
 * fixed time and with a limit of one second. A call that throws, answers {@code null} or is too slow fails the test.
 *
 * <pre>{@code
 * HandoffTestKit.of(new DashboardHandoff())
 *         .setting("region", "cn")
 *         .field("account", "A")
 *         .press("follow-up")
 *         .drafted(draft -> assertThat(draft.title()).isEqualTo("跟进 A"));
 * }</pre>
 *
 * <p>A kit is for one test: what is set stays set. The project is {@code p1} and the time 2026-01-05T04:00:00Z unless said
 * otherwise.
 */
public final class HandoffTestKit {
    private static final Instant TIME = Instant.parse("2026-01-05T04:00:00Z");

    private final HandoffSource source;
    private final SourceDescriptor descriptor;
    private FakeRequest request = FakeRequest.press("");
    private FakeSettings settings = FakeSettings.none();
    private FakeGovernance governance = new FakeGovernance(List.of());
    private InMemoryDocuments documents = new InMemoryDocuments();
    private Instant now = TIME;

    private HandoffTestKit(HandoffSource source) {
        this.source = source;
        this.descriptor = Guarded.answer("descriptor()", source::descriptor);
    }

    /** A kit around the source, which is not started: see {@link #start}. */
    public static HandoffTestKit of(HandoffSource source) {
        return new HandoffTestKit(source);
    }

    /** Gives a setting; one that the source does not declare fails the test, as it stops the plugin in the server. */
    public HandoffTestKit setting(String key, String value) {
        if (descriptor.settings().stream().noneMatch(known -> known.key().equals(key))) {
            throw new AssertionError("setting '%s' is not declared, declared: %s"
                    .formatted(
                            key,
                            descriptor.settings().stream()
                                    .map(SourceDescriptor.Setting::key)
                                    .toList()));
        }
        settings = settings.with(key, value);
        return this;
    }

    /** Sends a field with the action, as the page does. */
    public HandoffTestKit field(String name, String value) {
        request = request.with(name, value);
        return this;
    }

    /** Sends the fields with the action. */
    public HandoffTestKit fields(Map<String, String> values) {
        values.forEach(this::field);
        return this;
    }

    /** Shows a platform on the page. */
    public HandoffTestKit on(String platform) {
        request = request.on(platform);
        return this;
    }

    /** Lets the user work without a project: then there are no documents either. */
    public HandoffTestKit withoutProject() {
        request = request.withoutProject();
        documents = new InMemoryDocuments();
        return this;
    }

    /** Puts a document into the project. */
    public HandoffTestKit document(String collection, String key, Map<String, ?> content) {
        documents.put(collection, key, content);
        return this;
    }

    /** Takes the documents as the project's. */
    public HandoffTestKit documents(InMemoryDocuments all) {
        documents = all;
        return this;
    }

    /** Puts the layers, weakest first, into the governance snapshot. */
    public HandoffTestKit layers(List<Map<String, Object>> layers) {
        governance = FakeGovernance.of(layers);
        return this;
    }

    /** Sets the time. */
    public HandoffTestKit at(Instant time) {
        now = time;
        return this;
    }

    /** Starts the source with the settings given so far. */
    public HandoffTestKit start() {
        checkRequiredSettings();
        StartContext context = new FakeStart(settings);
        Guarded.answer("start(…)", () -> {
            source.start(context);
            return true;
        });
        return this;
    }

    /** Stops the source. */
    public void stop() {
        Guarded.answer("stop()", () -> {
            source.stop();
            return true;
        });
    }

    /** Presses the action; one that the source does not declare fails the test. */
    public PressedAction press(String actionKey) {
        if (descriptor.action(actionKey).isEmpty()) {
            throw new AssertionError("action '%s' is not declared, declared: %s"
                    .formatted(
                            actionKey,
                            descriptor.actions().stream()
                                    .map(SourceDescriptor.Action::key)
                                    .toList()));
        }
        checkRequiredSettings();
        FakeRequest pressed = request.action(actionKey);
        FakeContext context = context();
        return new PressedAction(
                actionKey,
                Guarded.<HandoffOutcome>answer(
                        "handOff of '%s'".formatted(actionKey), () -> source.handOff(pressed, context)));
    }

    /** A call of the tool with the key, yet without arguments. */
    public ToolTestKit tool(String key) {
        checkRequiredSettings();
        FakeToolCall call = FakeToolCall.on(documents, now).under(governance).with(settings);
        return new ToolTestKit(toolOf(source, key), call);
    }

    /** Works through a drafted plan as the server does, its document changes included; the results in step order. */
    public List<ToolResult> run(RunDraft draft) {
        checkRequiredSettings();
        return PlanRun.of(source, context()).run(draft);
    }

    /** The project's documents, for a look at what a run wrote. */
    public InMemoryDocuments documents() {
        return documents;
    }

    static AgentTool toolOf(HandoffSource source, String key) {
        List<String> known = new ArrayList<>();
        for (AgentTool tool : Guarded.answer("tools()", source::tools)) {
            String toolKey = tool.descriptor().key();
            if (toolKey.equals(key)) {
                return tool;
            }
            known.add(toolKey);
        }
        throw new AssertionError("tool '%s' is not brought by the source, it brings: %s".formatted(key, known));
    }

    private FakeContext context() {
        return FakeContext.of(documents, now).under(governance).with(settings);
    }

    private void checkRequiredSettings() {
        List<String> missing = descriptor.settings().stream()
                .filter(SourceDescriptor.Setting::required)
                .map(SourceDescriptor.Setting::key)
                .filter(key -> settings.text(key).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new AssertionError("required settings are not given: %s; use setting(key, value)".formatted(missing));
        }
    }
}
