package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decides from the changes found before what to do first, and why. */
final class NextStepTool implements AgentTool {
    static final String KEY = "dashboard.next-step";

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "决定下一步", Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Optional<Content> found = call.outputOf(AccountChangesTool.KEY);
        if (found.isEmpty()) {
            return ToolOutcome.failed(
                    "计划里缺少“检查重点账号变化”这一步（工具 %s），没有依据来决定下一步。请重新交给 OneLiner。".formatted(AccountChangesTool.KEY));
        }
        Content changes = found.get();
        List<Advice> advice = Advice.of(changes.objects("changes").stream()
                .map(Signal::of)
                .flatMap(Optional::stream)
                .toList());
        if (advice.isEmpty()) {
            return withoutChanges(changes);
        }
        Advice first = advice.getFirst();
        return ToolOutcome.done(result -> result.summary(
                        "先处理 %s：%s。依据：%s。".formatted(first.account(), first.action(), first.reason())
                                + others(advice.size() - 1)
                                + dataNote(changes))
                .output(output(first))
                .table("处理顺序", List.of("顺序", "账号", "做什么", "为什么"), rows(advice)));
    }

    private static ToolOutcome withoutChanges(Content changes) {
        double checked = changes.number("accounts_checked").orElse(0);
        double notJudged = changes.number("accounts_not_judged").orElse(0);
        String action = notJudged >= checked ? "先补齐数据：这次检查的账号都没有足够的指标，可用“补齐缺失数据”列出要补的行" : "保持现在的节奏，明天再看";
        String reason = notJudged >= checked ? "没有可以比较的数据" : "各账号都在自己近期的正常范围内";
        return ToolOutcome.done(result -> result.summary("%s（%s）。%s".formatted(action, reason, dataNote(changes)))
                .output(output(new Advice("", action, reason))));
    }

    private static String others(int count) {
        return count == 0 ? "" : "其余 %d 个账号的处理顺序见表。".formatted(count);
    }

    private static String dataNote(Content changes) {
        StringBuilder note = new StringBuilder();
        double notJudged = changes.number("accounts_not_judged").orElse(0);
        if (notJudged > 0) {
            note.append("另有 %s 个账号数据不足，无法判断。".formatted(Texts.whole(notJudged)));
        }
        double stale = changes.number("accounts_stale").orElse(0);
        if (stale > 0) {
            note.append("注意：%s 个账号的数据不是最近三天的，请先更新 account_metrics。".formatted(Texts.whole(stale)));
        }
        return note.toString();
    }

    private static Map<String, Object> output(Advice advice) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("account", advice.account());
        output.put("action", advice.action());
        output.put("reason", advice.reason());
        return output;
    }

    private static List<List<Object>> rows(List<Advice> advice) {
        return IntStream.range(0, advice.size())
                .mapToObj(index -> List.<Object>of(
                        index + 1,
                        advice.get(index).account(),
                        advice.get(index).action(),
                        advice.get(index).reason()))
                .toList();
    }
}
