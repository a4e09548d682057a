package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the gaps into a table to read and a CSV text to fill in and import. */
final class GapReport {
    /** What one result can show; the rest comes when these are filled and the action is pressed again. */
    static final int ROWS = 500;

    private static final List<String> HEADER = Stream.concat(
                    Stream.of("account_id", "date"), MetricField.all().stream().map(MetricField::column))
            .toList();

    private final CheckScope scope;
    private final LocalDate today;
    private final DataProblems problems;
    private final Language language;
    private final List<Gap> listed = new ArrayList<>();
    private final List<List<Object>> accounts = new ArrayList<>();
    private int checked;
    private int accountsWithGaps;
    private long total;

    GapReport(CheckScope scope, LocalDate today, DataProblems problems, Language language) {
        this.scope = scope;
        this.today = today;
        this.problems = problems;
        this.language = language;
    }

    void add(Account account, List<Gap> gaps) {
        checked++;
        if (gaps.isEmpty()) {
            return;
        }
        accountsWithGaps++;
        total += gaps.size();
        if (accounts.size() < ROWS) {
            String reasons =
                    gaps.stream().map(Gap::reason).distinct().collect(Collectors.joining(language.say("；", "; ")));
            accounts.add(List.of(account.name(), gaps.size(), Texts.shorten(reasons, 200)));
        }
        gaps.stream().limit(ROWS - listed.size()).forEach(listed::add);
    }

    void writeTo(ToolResult.Builder result) {
        result.summary(summary()).output(output());
        if (!listed.isEmpty()) {
            result.table(
                    language.say("各账号的缺失", "Gaps of each account"),
                    List.of(
                            language.say("账号", "Account"),
                            language.say("缺几天", "Days missing"),
                            language.say("原因", "Reason")),
                    accounts);
            List<String> columns = new ArrayList<>(HEADER);
            columns.add(language.say("原因", "Reason"));
            result.table(
                    language.say("要补的行（空格处请填写）", "Rows to bring (fill in the empty cells)"),
                    columns,
                    listed.stream().map(this::tableRow).toList());
        }
        problems.writeTo(result);
    }

    private String summary() {
        String platform = scope.platformLabel(language);
        if (total == 0) {
            return language.say(
                            "检查了%s的 %d 个账号，最近 %d 天的每日指标齐全，没有要补的行。",
                            "%s, accounts checked: %d. The daily metrics of the last %d days are complete;"
                                    + " there is no row to bring.")
                    .formatted(platform, checked, GapRule.DAYS);
        }
        String text = language.say(
                        "检查了%s的 %d 个账号：%d 个账号在最近 %d 天里共有 %d 行要补（按重点账号优先列出 %d 行）。",
                        "%s, accounts checked: %d. Accounts with gaps: %d."
                                + " Rows to bring for the last %d days: %d (listed, key accounts first: %d). ")
                .formatted(platform, checked, accountsWithGaps, GapRule.DAYS, total, listed.size());
        return text
                + language.say(
                        "把下表填好存成 CSV（第一行是列名），在项目页导入到 account_metrics，键为 account_id 和 date；已有的行会被更新。",
                        "Fill in the table below, save it as CSV (the first line holds the column names)"
                                + " and import it on the project page into account_metrics,"
                                + " with account_id and date as the key; rows that exist are updated.");
    }

    private Map<String, Object> output() {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("platform", scope.platform());
        output.put("rows_missing", total);
        output.put("rows_listed", listed.size());
        output.put(
                "csv",
                Stream.concat(Stream.of(HEADER), listed.stream().map(this::csvRow))
                        .map(GapReport::line)
                        .collect(Collectors.joining()));
        return output;
    }

    private List<Object> tableRow(Gap gap) {
        List<Object> row = new ArrayList<>(csvRow(gap));
        row.add(gap.reason());
        return row;
    }

    private List<String> csvRow(Gap gap) {
        List<String> row = new ArrayList<>();
        row.add(gap.account().id());
        row.add(today.minusDays(gap.age()).toString());
        row.addAll(gap.cells());
        return row;
    }

    private static String line(List<String> cells) {
        return cells.stream().map(GapReport::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
        if (text.contains(",") || text.contains("\"") || text.contains("\n") || text.contains("\r")) {
            return '"' + text.replace("\"", "\"\"") + '"';
        }
        return text;
    }
}
