package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.ToolResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Presses a source's actions and calls its tools in the server's own plugin host: described, started, its settings checked,
 * called under the guard, at a fixed time and within one second. A call that throws, answers {@code null} or is too slow
 * fails the test.
 *
 * <pre>{@code
 * HandoffTestKit.of(new DashboardHandoff())
 *         .setting("region", "cn")
 *         .field("account", "A")
 *         .press("follow-up")
 *         .drafted(draft -> assertThat(draft.title()).isEqualTo("跟进 A"));
 * }</pre>
 *
 * <p>A kit is for one test: what is set stays set. Close it when the source has something to stop. The project is {@code p1} and the time 2026-01-05T04:00:00Z unless said
 * otherwise.
 */
public final class HandoffTestKit implements AutoCloseable {
    private static final Instant TIME = Instant.parse("2026-01-05T04:00:00Z");

    private final HandoffSource source;
    private final SourceDescriptor descriptor;
    private FakeRequest request = FakeRequest.press("");
    private final Map<String, String> settings = new TreeMap<>();
    private FakeGovernance governance = new FakeGovernance(List.of());
    private InMemoryDocuments documents = new InMemoryDocuments();
    private Instant now = TIME;
    private @Nullable HostedSource hosted;

    private HandoffTestKit(HandoffSource source) {
        this.source = source;
        this.descriptor = source.descriptor();
    }

    /** A kit around the source, which is started with the first call. */
    public static HandoffTestKit of(HandoffSource source) {
        return new HandoffTestKit(source);
    }

    /**
     * Gives a setting. As in the server, the source is not used when a required one is missing or one is given that it does
     * not declare.
     */
    public HandoffTestKit setting(String key, String value) {
        if (hosted != null) {
            throw new IllegalStateException("setting '%s' comes after the start of the source".formatted(key));
        }
        settings.put(key, value);
        return this;
    }

    /** Gives the settings. */
    public HandoffTestKit settings(Map<String, String> values) {
        values.forEach(this::setting);
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

    /** Lets the user read another language than Chinese; presses, calls and runs are in it. */
    public HandoffTestKit in(Language language) {
        request = request.in(language);
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

    /** Starts the source with the settings given so far; pressing and calling do it too. */
    public HandoffTestKit start() {
        hosted();
        return this;
    }

    /** Stops the source, when it was started. */
    @Override
    public void close() {
        if (hosted != null) {
            hosted.close();
            hosted = null;
        }
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
        return new PressedAction(actionKey, hosted().press(request.action(actionKey), context()));
    }

    /** A call of the tool with the key, yet without arguments. */
    public ToolTestKit tool(String key) {
        FakeToolCall call = FakeToolCall.on(documents, now)
                .in(request.language())
                .under(governance)
                .with(hosted().settings());
        return new ToolTestKit(hosted(), hosted().tool(key).descriptor().key(), call);
    }

    /** Works through a drafted plan as the server does, its document changes included; the results in step order. */
    public List<ToolResult> run(RunDraft draft) {
        return PlanRun.run(hosted(), context(), request.language(), draft);
    }

    /** The project's documents, for a look at what a run wrote. */
    public InMemoryDocuments documents() {
        return documents;
    }

    private HostedSource hosted() {
        if (hosted == null) {
            hosted = HostedSource.start(source, settings, () -> now);
        }
        return hosted;
    }

    private FakeContext context() {
        return FakeContext.of(documents, now).under(governance).with(hosted().settings());
    }
}
