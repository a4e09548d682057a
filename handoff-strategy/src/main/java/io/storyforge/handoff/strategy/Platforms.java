package io.storyforge.handoff.strategy;

import java.util.Locale;
import java.util.Map;

/** The names of platforms: keys for data, labels for people. Imported data uses either. */
final class Platforms {
    private static final Map<String, String> LABELS = Map.of(
            "douyin", "抖音",
            "xiaohongshu", "小红书",
            "kuaishou", "快手",
            "bilibili", "哔哩哔哩",
            "shipinhao", "视频号",
            "weibo", "微博");

    private Platforms() {}

    static String key(String name) {
        String text = name.strip();
        return LABELS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(text))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> Texts.shorten(text.toLowerCase(Locale.ROOT), 60));
    }

    static String label(String key) {
        return LABELS.getOrDefault(key, Texts.shorten(key, 40));
    }
}
