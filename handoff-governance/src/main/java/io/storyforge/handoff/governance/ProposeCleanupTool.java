package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Proposes, for each finding, which layer to change and how. Changes nothing itself. */
final class ProposeCleanupTool implements AgentTool {
    static final String KEY = "governance.propose-cleanup";
    private static final String HOW =
            "规则由管理员修改（PUT /v2/governance/layers/{scope}/{key}，管理员覆盖用 POST /v2/governance/overrides）；这里没有改动任何规则。";

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "给出清理建议", Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Optional<Content> found = call.outputOf(FindConflictsTool.KEY);
        if (found.isEmpty()) {
            return ToolOutcome.failed(
                    "计划里缺少“找出矛盾、过期与重复的规则”这一步（工具 %s），没有依据来建议。请重新交给 OneLiner。".formatted(FindConflictsTool.KEY));
        }
        String tag = Texts.shorten(found.get().text("tag").orElse(""), 100);
        List<Finding> findings =
                found.get().objects("findings").stream().map(Finding::of).toList();
        if (findings.isEmpty()) {
            return ToolOutcome.done(
                    result -> result.summary("%s 的规则不需要清理。".formatted(tag)).output(Map.of("tag", tag, "proposals", 0)));
        }
        Finding first = findings.getFirst();
        return ToolOutcome.done(result -> result.summary("%s 有 %d 条清理建议。先看%s：%s。建议：%s。%s"
                        .formatted(
                                tag,
                                findings.size(),
                                first.layer(),
                                Texts.shorten(first.problem(), 600),
                                Texts.shorten(first.proposal(), 600),
                                HOW))
                .output(Map.of("tag", tag, "proposals", findings.size()))
                .table("清理建议", List.of("顺序", "类型", "层", "改什么", "为什么"), rows(findings)));
    }

    private static List<List<Object>> rows(List<Finding> findings) {
        return IntStream.range(0, findings.size())
                .mapToObj(index -> row(index + 1, findings.get(index)))
                .toList();
    }

    private static List<Object> row(int order, Finding finding) {
        return List.of(order, finding.kind(), finding.layer(), finding.proposal(), finding.problem());
    }
}
