package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Content;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rule that does not do what it seems to.
 *
 * @param kind the kind in words: 矛盾, 过期, 重复, 被覆盖 or 格式
 * @param layer the layer to look at
 * @param problem what is wrong
 * @param proposal which change of that layer cleans it up
 */
record Finding(String kind, String layer, String problem, String proposal) {
    static final String CONTRADICTORY = "矛盾";
    static final String EXPIRED = "过期";
    static final String REDUNDANT = "重复";
    static final String SHADOWED = "被覆盖";
    static final String UNREADABLE = "格式";

    static Finding of(Content content) {
        return new Finding(
                content.text("kind").orElse(""),
                content.text("layer").orElse(""),
                content.text("problem").orElse(""),
                content.text("proposal").orElse(""));
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind);
        map.put("layer", layer);
        map.put("problem", problem);
        map.put("proposal", proposal);
        return map;
    }
}
