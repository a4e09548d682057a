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
    private static final Map<String, String> LABELS = Map.of(
            "douyin", "抖音",
            "xiaohongshu", "小红书",
            "kuaishou", "快手",
            "bilibili", "哔哩哔哩",
            "shipinhao", "视频号",
            "weibo", "微博");
    private static final Map<String, String> ENGLISH = Map.of(
            "douyin", "Douyin",
            "xiaohongshu", "Xiaohongshu",
            "kuaishou", "Kuaishou",
            "bilibili", "Bilibili",
            "shipinhao", "WeChat Channels",
            "weibo", "Weibo");

    private Platforms() {}

    /** The key of a platform named by key (in any case) or by label; at most 60 characters. */
    public static String key(String name) {
        String text = name.strip();
        return LABELS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(text))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> shortened(text.toLowerCase(Locale.ROOT), LONGEST_KEY));
    }

    /** The Chinese label of the platform with the key; the key itself, in at most 40 characters, when the host knows none. */
    public static String label(String key) {
        return LABELS.getOrDefault(key, shortened(key, LONGEST_LABEL));
    }

    /** As {@link #label(String)}, in the language. */
    public static String label(String key, Language language) {
        return language.equals(Language.ENGLISH) ? ENGLISH.getOrDefault(key, label(key)) : label(key);
    }

    private static String shortened(String text, int limit) {
        return text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit - 1)) + "…";
    }
}
