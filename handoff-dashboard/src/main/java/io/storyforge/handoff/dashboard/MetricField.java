package io.storyforge.handoff.dashboard;

import java.util.Arrays;
import java.util.List;

/** A number column of {@code account_metrics}, in the order of its CSV file. */
enum MetricField {
    FOLLOWERS("followers", "粉丝"),
    VIEWS("views", "播放"),
    LIKES("likes", "点赞"),
    COMMENTS("comments", "评论"),
    SHARES("shares", "分享");

    static final List<MetricField> INTERACTIONS = List.of(LIKES, COMMENTS, SHARES);

    private final String column;
    private final String label;

    MetricField(String column, String label) {
        this.column = column;
        this.label = label;
    }

    static List<MetricField> all() {
        return Arrays.asList(values());
    }

    String column() {
        return column;
    }

    String label() {
        return label;
    }
}
