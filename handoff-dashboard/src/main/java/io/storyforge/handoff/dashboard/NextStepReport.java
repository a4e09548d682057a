package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolResult;
import io.storyforge.runtime.spi.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Puts what to do first, and what else is to be known about the changes, into words and a table. */
final class NextStepReport {
    private static final Wording KEEP_PACE =
            Wording.of("保持现在的节奏，明天再看", "Keep the present pace and look again tomorrow");
    private static final Wording ALL_USUAL =
            Wording.of("各账号都在自己近期的正常范围内", "all accounts are within their own recent range");
    private static final Wording BRING_DATA = Wording.of(
            "先补齐数据：这次检查的账号都没有足够的指标，可用“%s”列出要补的行".formatted(DashboardHandoff.FILL_GAPS.in(Language.CHINESE)),
            "Bring the data first: none of the accounts checked has enough metrics; “%s” lists the rows to bring"
                    .formatted(DashboardHandoff.FILL_GAPS.in(Language.ENGLISH)));
    private static final Wording NO_DATA = Wording.of("没有可以比较的数据", "there is no data to compare");

    private final Content changes;
    private final Language language;

    NextStepReport(Content changes, Language language) {
        this.changes = changes;
        this.language = language;
    }

    void writeTo(ToolResult.Builder result, List<Advice> advice) {
        if (advice.isEmpty()) {
            writeWithoutChanges(result);
            return;
        }
        Advice first = advice.getFirst();
        List<String> sentences = new ArrayList<>();
        sentences.add(language.say("先处理 %s：%s。依据：%s。", "Start with %s. %s. Evidence: %s.")
                .formatted(first.account(), first.action(), first.reason()));
        if (advice.size() > 1) {
            sentences.add(language.say("其余 %d 个账号的处理顺序见表。", "The table gives the order of the other accounts (%d).")
                    .formatted(advice.size() - 1));
        }
        sentences.addAll(dataNotes());
        result.summary(joined(sentences))
                .output(output(first))
                .table(language.say("处理顺序", "Order of work"), columns(), rows(advice));
    }

    private void writeWithoutChanges(ToolResult.Builder result) {
        boolean nothingJudged = number("accounts_not_judged") >= number("accounts_checked");
        String action = (nothingJudged ? BRING_DATA : KEEP_PACE).in(language);
        String reason = (nothingJudged ? NO_DATA : ALL_USUAL).in(language);
        List<String> sentences = new ArrayList<>();
        sentences.add(language.say("%s（%s）。", "%s (%s).").formatted(action, reason));
        sentences.addAll(dataNotes());
        result.summary(joined(sentences)).output(output(new Advice("", action, reason)));
    }

    private List<String> dataNotes() {
        List<String> notes = new ArrayList<>();
        double notJudged = number("accounts_not_judged");
        if (notJudged > 0) {
            notes.add(language.say("另有 %s 个账号数据不足，无法判断。", "Accounts with too little data to judge: %s.")
                    .formatted(Texts.whole(notJudged)));
        }
        double stale = number("accounts_stale");
        if (stale > 0) {
            notes.add(language.say(
                            "注意：%s 个账号的数据不是最近三天的，请先更新 account_metrics。",
                            "Note: accounts whose data is not of the last three days: %s;"
                                    + " update account_metrics first.")
                    .formatted(Texts.whole(stale)));
        }
        return notes;
    }

    private double number(String name) {
        return changes.number(name).orElse(0);
    }

    private String joined(List<String> sentences) {
        return String.join(language.say("", " "), sentences);
    }

    private static Map<String, Object> output(Advice advice) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("account", advice.account());
        output.put("action", advice.action());
        output.put("reason", advice.reason());
        return output;
    }

    private List<String> columns() {
        return List.of(
                language.say("顺序", "Order"),
                language.say("账号", "Account"),
                language.say("做什么", "What to do"),
                language.say("为什么", "Why"));
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
