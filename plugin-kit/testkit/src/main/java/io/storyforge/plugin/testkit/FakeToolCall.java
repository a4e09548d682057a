package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.Cancellation;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Governance;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Settings;
import io.storyforge.runtime.spi.ToolCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One call of a tool at a fixed time, which remembers the progress it was told. */
public final class FakeToolCall implements ToolCall {
    private final Documents documents;
    private final Instant now;
    private final Map<String, Content> outputs = new LinkedHashMap<>();
    private final List<String> progress = new ArrayList<>();
    private Content arguments = Content.empty();
    private Optional<Content> answer = Optional.empty();
    private Settings settings = FakeSettings.none();
    private Governance governance = new FakeGovernance(List.of());
    private Language language = Language.CHINESE;
    private boolean cancelled;

    private FakeToolCall(Documents documents, Instant now) {
        this.documents = documents;
        this.now = now;
    }

    /** A call without arguments and earlier outputs. */
    public static FakeToolCall on(Documents documents, Instant now) {
        return new FakeToolCall(documents, now);
    }

    /** Sets the arguments. */
    public FakeToolCall with(Map<String, ?> values) {
        arguments = Content.of(values);
        return this;
    }

    /** Adds the output of an earlier step. */
    public FakeToolCall after(String toolKey, Map<String, ?> output) {
        outputs.put(toolKey, Content.of(output));
        return this;
    }

    /** Sets the settings. */
    public FakeToolCall with(Settings given) {
        settings = given;
        return this;
    }

    /** Gives the person's answer to the tool's question. */
    public FakeToolCall answered(Map<String, ?> values) {
        answer = Optional.of(Content.of(values));
        return this;
    }

    /** Sets the governance snapshot. */
    public FakeToolCall under(Governance snapshot) {
        governance = snapshot;
        return this;
    }

    /** Sets the language of the run; Chinese unless said. */
    public FakeToolCall in(Language other) {
        language = other;
        return this;
    }

    /** Lets a person cancel before the call. */
    public FakeToolCall cancelled() {
        cancelled = true;
        return this;
    }

    /** What the tool said about its progress, oldest first. */
    public List<String> progressTexts() {
        return List.copyOf(progress);
    }

    @Override
    public String runId() {
        return "run-1";
    }

    @Override
    public Content arguments() {
        return arguments;
    }

    @Override
    public Optional<Content> outputOf(String toolKey) {
        return Optional.ofNullable(outputs.get(toolKey));
    }

    @Override
    public Optional<Content> answer() {
        return answer;
    }

    @Override
    public Governance governance() {
        return governance;
    }

    @Override
    public Documents documents() {
        return documents;
    }

    @Override
    public Language language() {
        return language;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(now);
    }

    @Override
    public Instant deadline() {
        return now.plus(Duration.ofSeconds(60));
    }

    @Override
    public void progress(String detail) {
        progress.add(detail);
    }

    @Override
    public Cancellation cancellation() {
        return new FakeCancellation(cancelled);
    }
}
