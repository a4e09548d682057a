package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Gathers the judgements of all accounts into the result of the step. */
final class ChangeReport {
    private static final int ROWS = 100;
    private static final int STALE_DAYS = 3;

    private final String platform;
    private final DataProblems problems;
    private final List<Change> changes = new ArrayList<>();
    private final List<NotJudged> notJudged = new ArrayList<>();
    private int checked;
    private int stale;

    ChangeReport(String platform, DataProblems problems) {
        this.platform = platform;
        this.problems = problems;
    }

    private record NotJudged(Account account, String reason) {}

    void add(Account account, ChangeRule.Judgement judgement) {
        checked++;
        changes.addAll(judgement.changes());
        if (!judgement.notJudged().isEmpty()) {
            notJudged.add(new NotJudged(account, judgement.notJudged()));
        } else if (judgement.latestAge() > STALE_DAYS) {
            stale++;
            problems.note("数据停在 %d 天以前，只能说明当时的情况".formatted(STALE_DAYS), account.name());
        }
    }

    void writeTo(ToolResult.Builder result) {
        List<Change> ranked = changes.stream().sorted(Change.MOST_URGENT_FIRST).toList();
        result.summary(summary(ranked)).output(output(ranked));
        if (!ranked.isEmpty()) {
            result.table(
                    "账号变化（最急的在前）",
                    List.of("顺序", "账号", "指标", "日期", "当日", "此前中位数", "变化", "偏离", "持续天数"),
                    IntStream.range(0, Math.min(ROWS, ranked.size()))
                            .mapToObj(index -> row(index + 1, ranked.get(index)))
                            .toList());
        }
        if (!notJudged.isEmpty()) {
            result.table("无法判断的账号", List.of("账号", "原因"), notJudgedRows());
        }
        if (!problems.none()) {
            result.table("数据问题", DataProblems.COLUMNS, problems.rows());
        }
    }

    private String summary(List<Change> ranked) {
        int judged = checked - notJudged.size();
        if (judged == 0) {
            return "检查了 %d 个账号，都没有足够的数据来判断；原因见表。".formatted(checked);
        }
        long accounts = ranked.stream().map(Change::account).distinct().count();
        long falls = ranked.stream().filter(change -> !change.rose()).count();
        String text = "检查了 %d 个账号：%d 个有明显变化（%d 项下降、%d 项上升），%d 个无法判断。"
                .formatted(checked, accounts, falls, ranked.size() - falls, notJudged.size());
        if (!ranked.isEmpty()) {
            Change first = ranked.getFirst();
            text += "最急的是 %s：%s。".formatted(first.account().name(), first.explanation());
        }
        if (ranked.size() > ROWS) {
            text += "只列出最急的 %d 项。".formatted(ROWS);
        }
        return text;
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
                ranked.stream().limit(ROWS).map(Signal::of).map(Signal::asMap).toList());
        return output;
    }

    private static List<Object> row(int order, Change change) {
        return List.of(
                order,
                change.account().name(),
                change.metric().label(),
                change.day().toString(),
                change.metric().format(change.value()),
                change.metric().format(change.baseline().median()),
                change.difference(),
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
