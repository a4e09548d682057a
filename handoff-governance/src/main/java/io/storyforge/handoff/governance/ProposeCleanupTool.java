package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Proposes, for each finding, which layer to change and how. Changes nothing itself. */
final class ProposeCleanupTool implements AgentTool {
    static final String KEY = "governance.propose-cleanup";
    static final Wording LABEL = Wording.of("给出清理建议", "Propose how to clean up");
    private static final Wording HOW = Wording.of(
            "规则由管理员修改（PUT /v2/governance/layers/{scope}/{key}，管理员覆盖用 POST /v2/governance/overrides）；这里没有改动任何规则。",
            "Administrators change rules (PUT /v2/governance/layers/{scope}/{key}, or POST /v2/governance/overrides "
                    + "for an "
                    + "admin override); no rule was changed here.");

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, LABEL, Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Optional<Content> found = call.outputOf(FindConflictsTool.KEY);
        Language language = call.language();
        if (found.isEmpty()) {
            return ToolOutcome.failed(language.say(
                            "计划里缺少“%s”这一步（工具 %s），没有依据来建议。请重新交给 OneLiner。",
                            "The plan lacks the step \"%s\" (tool %s), so there is nothing to base proposals on. "
                                    + "Please hand off to OneLiner again.")
                    .formatted(FindConflictsTool.LABEL.in(language), FindConflictsTool.KEY));
        }
        String tag = Texts.shorten(found.get().text("tag").orElse(""), 100);
        List<Finding> findings =
                found.get().objects("findings").stream().map(Finding::of).toList();
        if (findings.isEmpty()) {
            return ToolOutcome.done(
                    result -> result.summary(language.say("%s 的规则不需要清理。", "The rules behind %s need no cleaning up.")
                                    .formatted(tag))
                            .output(Map.of("tag", tag, "proposals", 0)));
        }
        return ToolOutcome.done(result -> result.summary(summary(tag, findings, language))
                .output(Map.of("tag", tag, "proposals", findings.size()))
                .table(language.say("清理建议", "Proposed clean-up"), columns(language), rows(findings, language)));
    }

    private static String summary(String tag, List<Finding> findings, Language language) {
        Finding first = findings.getFirst();
        return language.say(
                        "%s 有 %d 条清理建议。先看%s：%s。建议：%s。%s",
                        "Clean-up proposals for %s: %d. Look first at the %s: %s. Proposal: %s. %s")
                .formatted(
                        tag,
                        findings.size(),
                        first.layer(),
                        Texts.shorten(first.problem(), 600),
                        Texts.shorten(first.proposal(), 600),
                        HOW.in(language));
    }

    private static List<String> columns(Language language) {
        return List.of(
                language.say("顺序", "Order"),
                language.say("类型", "Kind"),
                language.say("层", "Layer"),
                language.say("改什么", "Change"),
                language.say("为什么", "Reason"));
    }

    private static List<List<Object>> rows(List<Finding> findings, Language language) {
        return IntStream.range(0, findings.size())
                .mapToObj(index -> row(index + 1, findings.get(index), language))
                .toList();
    }

    private static List<Object> row(int order, Finding finding, Language language) {
        return List.of(order, finding.kind().in(language), finding.layer(), finding.proposal(), finding.problem());
    }
}
