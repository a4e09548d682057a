package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.ToolResult;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a week's review into words and tables. */
final class WeekReport {
    private static final int PIECES = 5;
    private static final int TOPICS = 50;
    private static final List<String> PIECE_COLUMNS = List.of("作品", "账号", "选题", "发布日期", "播放", "互动率", "此前中位数", "偏离");

    private final WeekReview review;
    private final CheckScope scope;
    private final LocalDate today;

    WeekReport(WeekReview review, CheckScope scope, LocalDate today) {
        this.review = review;
        this.scope = scope;
        this.today = today;
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
        result.table("总体", List.of("时段", "作品", "播放合计", "互动率中位数"), totals());
        result.table("按选题", List.of("选题", "近 7 天作品", "此前 28 天作品", "近 7 天互动率", "此前互动率", "变化"), topics());
        if (!best.isEmpty()) {
            result.table("表现最好的作品", PIECE_COLUMNS, rows(best));
        }
        if (!worst.isEmpty()) {
            result.table("表现最差的作品", PIECE_COLUMNS, rows(worst));
        }
    }

    private String summary(List<WeekReview.Scored> best, List<WeekReview.Scored> worst) {
        StringBuilder text = new StringBuilder("%s在 %s 至 %s 发布了 %d 条作品，互动率中位数 %s，此前 28 天（%d 条）为 %s%s。"
                .formatted(
                        scope.platformLabel(),
                        review.end().minusDays(WeekReview.WEEK - 1L),
                        review.end(),
                        review.week().size(),
                        rate(WeekReview.medianRate(review.week())),
                        review.before().size(),
                        rate(WeekReview.medianRate(review.before())),
                        change(WeekReview.medianRate(review.week()), WeekReview.medianRate(review.before()))));
        if (!review.end().equals(today)) {
            text.append("最近 7 天没有新作品，因此复盘到最近一条作品为止。");
        }
        if (best.isEmpty() && worst.isEmpty()) {
            return text.append("可比的作品不足 5 条（播放至少 100），没有单条排名。").toString();
        }
        best.stream().findFirst().ifPresent(scored -> text.append(named("最好", scored)));
        worst.stream().findFirst().ifPresent(scored -> text.append(named("最差", scored)));
        return text.toString();
    }

    private static String named(String which, WeekReview.Scored scored) {
        ContentPiece piece = scored.piece();
        return "%s：《%s》（%s，%s），互动率 %s，此前中位数 %s。"
                .formatted(
                        which,
                        piece.title(),
                        piece.account(),
                        piece.topic(),
                        rate(piece.rate()),
                        rate(scored.baseline().median()));
    }

    private List<List<Object>> totals() {
        LocalDate start = review.end().minusDays(WeekReview.WEEK - 1L);
        List<ContentPiece> lastWeek = review.before().stream()
                .filter(piece -> !piece.day().isBefore(start.minusDays(WeekReview.WEEK)))
                .toList();
        return List.of(total("近 7 天", review.week()), total("再前 7 天", lastWeek), total("此前 28 天", review.before()));
    }

    private static List<Object> total(String name, List<ContentPiece> pieces) {
        double views = pieces.stream().mapToDouble(ContentPiece::views).sum();
        return List.of(name, pieces.size(), Texts.whole(views), rate(WeekReview.medianRate(pieces)));
    }

    private List<List<Object>> topics() {
        return review.topics().stream()
                .limit(TOPICS)
                .map(topic -> List.<Object>of(
                        topic.name(),
                        topic.pieces(),
                        topic.piecesBefore(),
                        rate(topic.rate()),
                        rate(topic.rateBefore()),
                        change(topic.rate(), topic.rateBefore()).replaceAll("[（）]", "")))
                .toList();
    }

    private static List<List<Object>> rows(List<WeekReview.Scored> pieces) {
        return pieces.stream()
                .map(scored -> List.<Object>of(
                        scored.piece().title(),
                        scored.piece().account(),
                        scored.piece().topic(),
                        scored.piece().day().toString(),
                        Texts.whole(scored.piece().views()),
                        rate(scored.piece().rate()),
                        rate(scored.baseline().median()),
                        Texts.rounded(scored.score(), 1)))
                .toList();
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

    private static String rate(double value) {
        return Double.isNaN(value) ? "—" : Texts.percent(value);
    }

    private static String change(double now, double before) {
        return before > 0 && !Double.isNaN(now) ? "（%s）".formatted(Texts.signedPercent(now / before - 1)) : "";
    }
}
