package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
import java.util.List;
import java.util.Optional;

/** Decides from the changes found before what to do first, and why. */
final class NextStepTool implements AgentTool {
    static final String KEY = "dashboard.next-step";
    static final Wording LABEL = Wording.of("决定下一步", "Decide the next step");

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, LABEL, Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Language language = call.language();
        Optional<Content> found = call.outputOf(AccountChangesTool.KEY);
        if (found.isEmpty()) {
            return ToolOutcome.failed(language.say(
                            "计划里缺少“%s”这一步（工具 %s），没有依据来决定下一步。请重新交给 OneLiner。",
                            "The plan lacks the step “%s” (tool %s), so there is nothing to decide by."
                                    + " Hand it over to OneLiner again.")
                    .formatted(AccountChangesTool.LABEL.in(language), AccountChangesTool.KEY));
        }
        Content changes = found.get();
        List<Advice> advice = Advice.of(
                changes.objects("changes").stream()
                        .map(Signal::of)
                        .flatMap(Optional::stream)
                        .toList(),
                language);
        NextStepReport report = new NextStepReport(changes, language);
        return ToolOutcome.done(result -> report.writeTo(result, advice));
    }
}
