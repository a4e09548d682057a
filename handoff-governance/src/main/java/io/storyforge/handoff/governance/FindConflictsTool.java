package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds contradictory, expired, superfluous and overridden rules behind the key. */
final class FindConflictsTool implements AgentTool {
    static final String KEY = "governance.find-conflicts";
    private static final int ROWS = 200;

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "找出矛盾、过期与重复的规则", Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Optional<ReviewCall> review = ReviewCall.of(call);
        if (review.isEmpty()) {
            return ToolOutcome.failed(ReviewCall.whyNone(call));
        }
        call.cancellation().throwIfRequested();
        String tag = review.get().tag();
        List<Finding> findings = review.get().review().findings(tag);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("tag", tag);
        output.put("findings_total", findings.size());
        output.put("findings", findings.stream().limit(ROWS).map(Finding::asMap).toList());
        return ToolOutcome.done(result -> {
            result.summary(summary(tag, findings)).output(output);
            if (!findings.isEmpty()) {
                result.table(
                        "发现的问题",
                        List.of("类型", "层", "问题"),
                        findings.stream()
                                .limit(ROWS)
                                .map(finding -> List.<Object>of(finding.kind(), finding.layer(), finding.problem()))
                                .toList());
            }
        });
    }

    private static String summary(String tag, List<Finding> findings) {
        if (findings.isEmpty()) {
            return "%s 的规则没有矛盾、过期、重复或被覆盖的情况。".formatted(Texts.shorten(tag, 100));
        }
        String counts = findings.stream()
                .collect(Collectors.groupingBy(Finding::kind, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> "%s %d 处".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("、"));
        return "%s 的规则有 %d 处要看：%s。".formatted(Texts.shorten(tag, 100), findings.size(), counts);
    }
}
