package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Reviews the contents of the last seven days; when there are none, of the seven days up to the latest piece. */
final class WeekReviewTool implements AgentTool {
    static final String KEY = "dashboard.week-review";
    static final Wording LABEL = Wording.of("复盘近 7 天内容表现", "Review the content of the last 7 days");
    // The latest piece may be four weeks old and still has its four weeks to be compared with.
    private static final int DAYS_READ = WeekReview.DAYS + WeekReview.BEFORE;

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, LABEL, Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        CheckScope scope = CheckScope.of(call);
        Documents documents = call.documents();
        if (documents.count(ContentPieces.COLLECTION) == 0) {
            return ToolOutcome.failed(DataHints.NO_CONTENTS.in(call.language()));
        }
        LocalDate today = Days.today(call.clock());
        DataProblems problems = new DataProblems(call.language());
        List<ContentPiece> pieces = read(call, scope, today, problems);
        if (pieces.isEmpty()) {
            return ToolOutcome.failed(nothing(scope, problems, call.language()));
        }
        LocalDate latest = pieces.stream()
                .map(ContentPiece::day)
                .max(Comparator.naturalOrder())
                .orElse(today);
        LocalDate end = latest.isBefore(today.minusDays(WeekReview.WEEK - 1L)) ? latest : today;
        WeekReport report = new WeekReport(WeekReview.of(pieces, end), scope, today, call.language());
        return ToolOutcome.done(result -> {
            report.writeTo(result);
            problems.writeTo(result);
        });
    }

    private static List<ContentPiece> read(ToolCall call, CheckScope scope, LocalDate today, DataProblems problems) {
        Documents documents = call.documents();
        Accounts accounts = Accounts.read(call, problems);
        return new ContentPieces(accounts, scope.platform(), today, problems, call.language())
                .read(
                        documents,
                        DAYS_READ,
                        new RowProgress(call, RowProgress.CONTENTS, documents.count(ContentPieces.COLLECTION)));
    }

    private static String nothing(CheckScope scope, DataProblems problems, Language language) {
        return language.say(
                        "最近 %d 天没有%s作品可以复盘。请导入较新的 contents，或换一个平台。%s",
                        "The last %d days hold no content to review (%s)."
                                + " Import newer contents, or choose another platform.%s")
                .formatted(DAYS_READ, scope.platformLabel(language), found(problems, language));
    }

    private static String found(DataProblems problems, Language language) {
        if (problems.none()) {
            return "";
        }
        List<Object> first = problems.rows().getFirst();
        return language.say("（%s：%s 条）", " (%s: %s)").formatted(first.get(0), first.get(1));
    }
}
