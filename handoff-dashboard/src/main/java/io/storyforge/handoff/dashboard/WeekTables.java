package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolResult;
import java.time.LocalDate;
import java.util.List;

/** The tables of a week's review: in all, by topic, and the best and worst pieces. */
final class WeekTables {
    private static final int TOPICS = 50;

    private final WeekReview review;
    private final Language language;

    WeekTables(WeekReview review, Language language) {
        this.review = review;
        this.language = language;
    }

    void writeTo(ToolResult.Builder result, List<WeekReview.Scored> best, List<WeekReview.Scored> worst) {
        result.table(language.say("总体", "Overall"), totalColumns(), totals());
        result.table(language.say("按选题", "By topic"), topicColumns(), topics());
        if (!best.isEmpty()) {
            result.table(language.say("表现最好的作品", "Best pieces"), pieceColumns(), rows(best));
        }
        if (!worst.isEmpty()) {
            result.table(language.say("表现最差的作品", "Worst pieces"), pieceColumns(), rows(worst));
        }
    }

    static String rate(double value) {
        return Double.isNaN(value) ? "—" : Texts.percent(value);
    }

    /** The relative change; empty when there is nothing to compare. */
    static String change(double now, double before, Language language) {
        return before > 0 && !Double.isNaN(now) ? Texts.signedPercent(now / before - 1, language) : "";
    }

    private List<String> totalColumns() {
        return List.of(
                language.say("时段", "Period"),
                language.say("作品", "Pieces"),
                language.say("播放合计", "Total views"),
                language.say("互动率中位数", "Median engagement rate"));
    }

    private List<List<Object>> totals() {
        LocalDate start = review.end().minusDays(WeekReview.WEEK - 1L);
        List<ContentPiece> lastWeek = review.before().stream()
                .filter(piece -> !piece.day().isBefore(start.minusDays(WeekReview.WEEK)))
                .toList();
        return List.of(
                total(language.say("近 7 天", "Last 7 days"), review.week()),
                total(language.say("再前 7 天", "The 7 days before"), lastWeek),
                total(language.say("此前 28 天", "The 28 days before"), review.before()));
    }

    private static List<Object> total(String name, List<ContentPiece> pieces) {
        double views = pieces.stream().mapToDouble(ContentPiece::views).sum();
        return List.of(name, pieces.size(), Texts.whole(views), rate(WeekReview.medianRate(pieces)));
    }

    private List<String> topicColumns() {
        return List.of(
                language.say("选题", "Topic"),
                language.say("近 7 天作品", "Pieces, last 7 days"),
                language.say("此前 28 天作品", "Pieces, 28 days before"),
                language.say("近 7 天互动率", "Engagement rate, last 7 days"),
                language.say("此前互动率", "Engagement rate before"),
                language.say("变化", "Change"));
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
                        change(topic.rate(), topic.rateBefore(), language)))
                .toList();
    }

    private List<String> pieceColumns() {
        return List.of(
                language.say("作品", "Piece"),
                language.say("账号", "Account"),
                language.say("选题", "Topic"),
                language.say("发布日期", "Published"),
                language.say("播放", "Views"),
                language.say("互动率", "Engagement rate"),
                language.say("此前中位数", "Median before"),
                language.say("偏离", "Deviation"));
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
}
