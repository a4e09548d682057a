package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolResult;
import io.storyforge.runtime.spi.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Gathers the judgements of all accounts into the result of the step. */
final class ChangeReport {
    private static final int ROWS = 100;
    private static final int STALE_DAYS = 3;
    private static final Wording STALE = Wording.of(
            "数据停在 %d 天以前，只能说明当时的情况".formatted(STALE_DAYS),
            "Data that ended more than %d days ago; it tells only how things were then".formatted(STALE_DAYS));

    private final String platform;
    private final DataProblems problems;
    private final Language language;
    private final List<Change> changes = new ArrayList<>();
    private final List<NotJudged> notJudged = new ArrayList<>();
    private int checked;
    private int stale;

    ChangeReport(String platform, DataProblems problems, Language language) {
        this.platform = platform;
        this.problems = problems;
        this.language = language;
    }

    private record NotJudged(Account account, String reason) {}

    void add(Account account, ChangeRule.Judgement judgement) {
        checked++;
        changes.addAll(judgement.changes());
        if (!judgement.notJudged().isEmpty()) {
            notJudged.add(new NotJudged(account, judgement.notJudged()));
        } else if (judgement.latestAge() > STALE_DAYS) {
            stale++;
            problems.note(STALE, account.name());
        }
    }

    void writeTo(ToolResult.Builder result) {
        List<Change> ranked = changes.stream().sorted(Change.MOST_URGENT_FIRST).toList();
        result.summary(summary(ranked)).output(output(ranked));
        if (!ranked.isEmpty()) {
            result.table(
                    language.say("账号变化（最急的在前）", "Account changes (most urgent first)"),
                    columns(),
                    IntStream.range(0, Math.min(ROWS, ranked.size()))
                            .mapToObj(index -> row(index + 1, ranked.get(index)))
                            .toList());
        }
        if (!notJudged.isEmpty()) {
            result.table(
                    language.say("无法判断的账号", "Accounts not judged"),
                    List.of(language.say("账号", "Account"), language.say("原因", "Reason")),
                    notJudgedRows());
        }
        problems.writeTo(result);
    }

    private String summary(List<Change> ranked) {
        int judged = checked - notJudged.size();
        if (judged == 0) {
            return language.say(
                            "检查了 %d 个账号，都没有足够的数据来判断；原因见表。",
                            "Accounts checked: %d. None has enough data to judge; see the table for the reasons.")
                    .formatted(checked);
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(counts(ranked));
        if (!ranked.isEmpty()) {
            Change first = ranked.getFirst();
            sentences.add(language.say("最急的是 %s：%s。", "Most urgent is %s: %s.")
                    .formatted(first.account().name(), first.explanation(language)));
        }
        if (ranked.size() > ROWS) {
            sentences.add(language.say("只列出最急的 %d 项。", "Only the %d most urgent changes are listed.")
                    .formatted(ROWS));
        }
        return String.join(language.say("", " "), sentences);
    }

    private String counts(List<Change> ranked) {
        long accounts = ranked.stream().map(Change::account).distinct().count();
        long falls = ranked.stream().filter(change -> !change.rose()).count();
        return language.say(
                        "检查了 %d 个账号：%d 个有明显变化（%d 项下降、%d 项上升），%d 个无法判断。",
                        "Accounts checked: %d; with a clear change: %d (falls: %d, rises: %d); not judged: %d.")
                .formatted(checked, accounts, falls, ranked.size() - falls, notJudged.size());
    }

    private Map<String, Object> output(List<Change> ranked) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("platform", platform);
        output.put("accounts_checked", checked);
        output.put("accounts_not_judged", notJudged.size());
        output.put("accounts_stale", stale);
        output.put("changes_total", ranked.size());
        output.put(
                "changes",
                ranked.stream()
                        .limit(ROWS)
                        .map(change -> Signal.of(change, language))
                        .map(Signal::asMap)
                        .toList());
        return output;
    }

    private List<String> columns() {
        return List.of(
                language.say("顺序", "Order"),
                language.say("账号", "Account"),
                language.say("指标", "Figure"),
                language.say("日期", "Day"),
                language.say("当日", "Value"),
                language.say("此前中位数", "Median before"),
                language.say("变化", "Change"),
                language.say("偏离", "Deviation"),
                language.say("持续天数", "Days in a row"));
    }

    private List<Object> row(int order, Change change) {
        return List.of(
                order,
                change.account().name(),
                change.metric().label(language),
                change.day().toString(),
                change.metric().format(change.value()),
                change.metric().format(change.baseline().median()),
                change.difference(language),
                Texts.rounded(change.score(), 1),
                change.days());
    }

    private List<List<Object>> notJudgedRows() {
        return notJudged.stream()
                .limit(ROWS)
                .map(entry -> List.<Object>of(entry.account().name(), entry.reason()))
                .toList();
    }
}
