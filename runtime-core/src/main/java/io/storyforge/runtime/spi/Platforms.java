package io.storyforge.runtime.spi;

import java.util.Locale;
import java.util.Map;

/**
 * The names of platforms: keys for data and policies, labels for people. Imported data uses either, so what is compared or
 * handed on goes through {@link #key}. A platform that the host does not know keeps the name it came with.
 */
public final class Platforms {
    private static final int LONGEST_KEY = 60;
    private static final int LONGEST_LABEL = 40;
    private static final Map<String, Wording> LABELS = Map.of(
            "douyin", Wording.of("抖音", "Douyin"),
            "xiaohongshu", Wording.of("小红书", "Xiaohongshu"),
            "kuaishou", Wording.of("快手", "Kuaishou"),
            "bilibili", Wording.of("哔哩哔哩", "Bilibili"),
            "shipinhao", Wording.of("视频号", "WeChat Channels"),
            "weibo", Wording.of("微博", "Weibo"));

    private Platforms() {}

    /** The key of a platform named by key (in any case) or by a label in any language; at most 60 characters. */
    public static String key(String name) {
        String text = name.strip();
        return LABELS.entrySet().stream()
                .filter(entry ->
                        Language.all().stream().map(entry.getValue()::in).anyMatch(text::equalsIgnoreCase))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> shortened(text.toLowerCase(Locale.ROOT), LONGEST_KEY));
    }

    /** The Chinese label of the platform with the key; the key itself, in at most 40 characters, when the host knows none. */
    public static String label(String key) {
        return label(key, Language.CHINESE);
    }

    /** As {@link #label(String)}, in the language. */
    public static String label(String key, Language language) {
        return LABELS.getOrDefault(key, Wording.same(shortened(key, LONGEST_LABEL)))
                .in(language);
    }

    private static String shortened(String text, int limit) {
        return text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit - 1)) + "…";
    }
}
