package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a week's review into words, and into {@link WeekTables}. */
final class WeekReport {
    private static final int PIECES = 5;

    private final WeekReview review;
    private final CheckScope scope;
    private final LocalDate today;
    private final Language language;

    WeekReport(WeekReview review, CheckScope scope, LocalDate today, Language language) {
        this.review = review;
        this.scope = scope;
        this.today = today;
        this.language = language;
    }

    void writeTo(ToolResult.Builder result) {
        List<WeekReview.Scored> ranked = review.ranked();
        List<WeekReview.Scored> best = ranked.stream()
                .filter(scored -> scored.score() > 0)
                .limit(PIECES)
                .toList();
        List<WeekReview.Scored> worst = ranked.reversed().stream()
                .filter(scored -> scored.score() < 0)
                .limit(PIECES)
                .toList();
        result.summary(summary(best, worst)).output(output(best, worst));
        new WeekTables(review, language).writeTo(result, best, worst);
    }

    private String summary(List<WeekReview.Scored> best, List<WeekReview.Scored> worst) {
        List<String> sentences = new ArrayList<>();
        sentences.add(comparison());
        if (!review.end().equals(today)) {
            sentences.add(language.say(
                    "最近 7 天没有新作品，因此复盘到最近一条作品为止。",
                    "The last 7 days have no new content, so the review ends with the latest piece."));
        }
        if (best.isEmpty() && worst.isEmpty()) {
            sentences.add(language.say(
                    "可比的作品不足 5 条（播放至少 100），没有单条排名。",
                    "Fewer than 5 pieces can be compared (with at least 100 views), so single pieces are not ranked."));
        }
        best.stream().findFirst().ifPresent(scored -> sentences.add(named(language.say("最好", "Best"), scored)));
        worst.stream().findFirst().ifPresent(scored -> sentences.add(named(language.say("最差", "Worst"), scored)));
        return String.join(language.say("", " "), sentences);
    }

    private String comparison() {
        double now = WeekReview.medianRate(review.week());
        double before = WeekReview.medianRate(review.before());
        String change = WeekTables.change(now, before, language);
        return language.say(
                        "%s在 %s 至 %s 发布了 %d 条作品，互动率中位数 %s，此前 28 天（%d 条）为 %s%s。",
                        "%s, %s to %s: pieces published %d, median engagement rate %s;"
                                + " the 28 days before: pieces %d, median %s%s.")
                .formatted(
                        scope.platformLabel(language),
                        review.end().minusDays(WeekReview.WEEK - 1L),
                        review.end(),
                        review.week().size(),
                        WeekTables.rate(now),
                        review.before().size(),
                        WeekTables.rate(before),
                        change.isEmpty() ? "" : language.say("（%s）", " (%s)").formatted(change));
    }

    private String named(String which, WeekReview.Scored scored) {
        ContentPiece piece = scored.piece();
        return language.say(
                        "%s：《%s》（%s，%s），互动率 %s，此前中位数 %s。", "%s: “%s” (%s, %s), engagement rate %s, median before %s.")
                .formatted(
                        which,
                        piece.title(),
                        piece.account(),
                        piece.topic(),
                        WeekTables.rate(piece.rate()),
                        WeekTables.rate(scored.baseline().median()));
    }

    private Map<String, Object> output(List<WeekReview.Scored> best, List<WeekReview.Scored> worst) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("platform", scope.platform());
        output.put("end", review.end().toString());
        output.put("pieces", review.week().size());
        output.put("pieces_before", review.before().size());
        output.put("best", best.stream().map(scored -> scored.piece().title()).toList());
        output.put("worst", worst.stream().map(scored -> scored.piece().title()).toList());
        return output;
    }
}
