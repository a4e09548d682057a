package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds contradictory, expired, superfluous and overridden rules behind the key. */
final class FindConflictsTool implements AgentTool {
    static final String KEY = "governance.find-conflicts";
    static final Wording LABEL = Wording.of("找出矛盾、过期与重复的规则", "Find contradictory, expired and redundant rules");
    private static final int ROWS = 200;

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, LABEL, Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Optional<ReviewCall> review = ReviewCall.of(call);
        if (review.isEmpty()) {
            return ToolOutcome.failed(ReviewCall.whyNone(call));
        }
        call.cancellation().throwIfRequested();
        String tag = review.get().tag();
        Language language = call.language();
        List<Finding> findings = review.get().review().findings(tag);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("tag", tag);
        output.put("findings_total", findings.size());
        output.put("findings", findings.stream().limit(ROWS).map(Finding::asMap).toList());
        return ToolOutcome.done(result -> {
            result.summary(summary(tag, findings, language)).output(output);
            if (!findings.isEmpty()) {
                result.table(
                        language.say("发现的问题", "Findings"),
                        List.of(language.say("类型", "Kind"), language.say("层", "Layer"), language.say("问题", "Problem")),
                        rows(findings, language));
            }
        });
    }

    private static List<List<Object>> rows(List<Finding> findings, Language language) {
        return findings.stream()
                .limit(ROWS)
                .map(finding -> List.<Object>of(finding.kind().in(language), finding.layer(), finding.problem()))
                .toList();
    }

    private static String summary(String tag, List<Finding> findings, Language language) {
        if (findings.isEmpty()) {
            return language.say(
                            "%s 的规则没有矛盾、过期、重复或被覆盖的情况。",
                            "No rule behind %s is contradictory, expired, redundant or overridden.")
                    .formatted(Texts.shorten(tag, 100));
        }
        String counts = findings.stream()
                .collect(Collectors.groupingBy(Finding::kind, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> language.say("%s %d 处", "%s: %d")
                        .formatted(entry.getKey().in(language), entry.getValue()))
                .collect(Collectors.joining(Texts.comma(language)));
        return language.say("%s 的规则有 %d 处要看：%s。", "Findings in the rules behind %s: %d (%s).")
                .formatted(Texts.shorten(tag, 100), findings.size(), counts);
    }
}
