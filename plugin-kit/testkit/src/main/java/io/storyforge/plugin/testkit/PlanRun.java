package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the steps of a drafted plan in order, the way the executor does, and writes their document changes. */
public final class PlanRun {
    private final HandoffSource source;
    private final FakeContext context;
    private final Language language;

    private PlanRun(HandoffSource source, FakeContext context, Language language) {
        this.source = source;
        this.context = context;
        this.language = language;
    }

    /** A run of the source's plans on the context's documents, governance and time. */
    public static PlanRun of(HandoffSource source, FakeContext context) {
        return new PlanRun(source, context, Language.CHINESE);
    }

    /** The same for a run in the language. */
    public PlanRun in(Language other) {
        return new PlanRun(source, context, other);
    }

    /** Does all steps; the results in step order. Fails the test when a step does not end as done. */
    public List<ToolResult> run(RunDraft draft) {
        try (HostedSource hosted = HostedSource.start(source, Map.of(), context.clock())) {
            return run(hosted, context, language, draft);
        }
    }

    static List<ToolResult> run(HostedSource source, FakeContext context, Language language, RunDraft draft) {
        Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
        List<ToolResult> results = new ArrayList<>();
        for (RunDraft.Step step : draft.steps()) {
            String key =
                    step.tool().orElseThrow(() -> new AssertionError("step '%s' has no tool".formatted(step.title())));
            FakeToolCall call = FakeToolCall.on(
                            context.documents(), context.clock().instant())
                    .in(language)
                    .with(step.arguments())
                    .with(context.settings())
                    .under(context.governance());
            outputs.forEach(call::after);
            ToolOutcome outcome = source.call(key, call);
            if (!(outcome instanceof ToolOutcome.Done(ToolResult result))) {
                throw new AssertionError("step '%s' ended as %s".formatted(step.title(), outcome));
            }
            outputs.put(key, result.output());
            results.add(result);
            result.changes().forEach(change -> write(context, change));
        }
        return results;
    }

    private static void write(FakeContext context, ToolResult.DocumentChange change) {
        if (!(context.documents() instanceof InMemoryDocuments documents)) {
            throw new AssertionError("changes need documents in memory");
        }
        documents.put(change.collection(), change.key(), change.content());
    }
}
