package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Reviews the contents of the last seven days; when there are none, of the seven days up to the latest piece. */
final class WeekReviewTool implements AgentTool {
    static final String KEY = "dashboard.week-review";
    // The latest piece may be four weeks old and still has its four weeks to be compared with.
    private static final int DAYS_READ = WeekReview.DAYS + WeekReview.BEFORE;

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "复盘近 7 天内容表现", Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        CheckScope scope = CheckScope.of(call);
        Documents documents = call.documents();
        if (documents.count(ContentPieces.COLLECTION) == 0) {
            return ToolOutcome.failed(DataHints.NO_CONTENTS);
        }
        LocalDate today = Days.today(call.clock());
        DataProblems problems = new DataProblems();
        List<ContentPiece> pieces = read(call, scope, today, problems);
        if (pieces.isEmpty()) {
            return ToolOutcome.failed("最近 %d 天没有%s作品可以复盘。请导入较新的 contents，或换一个平台。%s"
                    .formatted(DAYS_READ, scope.platformLabel(), found(problems)));
        }
        LocalDate latest = pieces.stream()
                .map(ContentPiece::day)
                .max(Comparator.naturalOrder())
                .orElse(today);
        LocalDate end = latest.isBefore(today.minusDays(WeekReview.WEEK - 1L)) ? latest : today;
        WeekReport report = new WeekReport(WeekReview.of(pieces, end), scope, today);
        return ToolOutcome.done(result -> {
            report.writeTo(result);
            if (!problems.none()) {
                result.table("数据问题", DataProblems.COLUMNS, problems.rows());
            }
        });
    }

    private static List<ContentPiece> read(ToolCall call, CheckScope scope, LocalDate today, DataProblems problems) {
        Documents documents = call.documents();
        Accounts accounts =
                Accounts.read(documents, new RowProgress(call, "账号", documents.count(Accounts.COLLECTION)), problems);
        return new ContentPieces(accounts, scope.platform(), today, problems)
                .read(documents, DAYS_READ, new RowProgress(call, "作品", documents.count(ContentPieces.COLLECTION)));
    }

    private static String found(DataProblems problems) {
        if (problems.none()) {
            return "";
        }
        List<Object> first = problems.rows().getFirst();
        return "（%s：%s 条）".formatted(first.get(0), first.get(1));
    }
}
