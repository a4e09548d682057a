package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A number column of {@code account_metrics}, in the order of its CSV file. */
enum MetricField {
    FOLLOWERS("followers", "粉丝"),
    VIEWS("views", "播放"),
    LIKES("likes", "点赞"),
    COMMENTS("comments", "评论"),
    SHARES("shares", "分享");

    static final List<MetricField> INTERACTIONS = List.of(LIKES, COMMENTS, SHARES);

    // Sums and ratios of larger numbers would not stay finite.
    private static final double MAX_COUNT = 1e15;

    private final String column;
    private final String chinese;

    MetricField(String column, String chinese) {
        this.column = column;
        this.chinese = chinese;
    }

    static List<MetricField> all() {
        return Arrays.asList(values());
    }

    /** The count in the field; empty when there is none: absent, text, negative, or larger than any count can be. */
    OptionalDouble in(Content row) {
        OptionalDouble number = row.number(column);
        boolean plausible = number.isPresent() && number.getAsDouble() >= 0 && number.getAsDouble() <= MAX_COUNT;
        return plausible ? number : OptionalDouble.empty();
    }

    /** True when the field holds something, of whatever kind. */
    boolean given(Content row) {
        return row.text(column).isPresent();
    }

    String column() {
        return column;
    }

    /** The column as people read it; in English its own name says it. */
    String label(Language language) {
        return language.say(chinese, column);
    }
}
