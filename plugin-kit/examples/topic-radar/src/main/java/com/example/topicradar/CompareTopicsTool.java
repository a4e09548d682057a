package com.example.topicradar;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
import java.util.Iterator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

final class CompareTopicsTool implements AgentTool {
    static final String KEY = "topic-radar.compare";
    static final Wording LABEL = Wording.of("统计各选题的作品", "Count the pieces of each topic");

    private static final int MAX_TOPICS = 100;
    private static final int REPORT_EVERY = 500;

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, LABEL, Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Language language = call.language();
        Map<String, LongSummaryStatistics> views = views(call);
        if (views.isEmpty()) {
            return ToolOutcome.failed(language.say(
                    "没有带选题和播放数的内容。请在 contents 里补上 topic 和 views。",
                    "No contents with a topic and views. Add topic and views to contents."));
        }
        List<List<Object>> rows = views.entrySet().stream()
                .limit(MAX_TOPICS)
                .map(topic -> List.<Object>of(
                        topic.getKey(),
                        topic.getValue().getCount(),
                        Math.round(topic.getValue().getAverage())))
                .toList();
        return ToolOutcome.done(result -> result.summary(
                        language.say("共 %d 个选题。", "Topics: %d.").formatted(views.size()))
                .output(Map.of("topics", views.size()))
                .table(language.say("按选题", "By topic"), columns(language), rows));
    }

    private static List<String> columns(Language language) {
        return List.of(
                language.say("选题", "Topic"), language.say("作品", "Pieces"), language.say("平均播放", "Mean views"));
    }

    // A project can hold very many documents: look at the cancellation, and say how far it is.
    private static Map<String, LongSummaryStatistics> views(ToolCall call) {
        String wanted = call.arguments().text("topic").orElse("");
        Map<String, LongSummaryStatistics> views = new TreeMap<>();
        Iterator<Document> documents =
                call.documents().stream(TopicRadarHandoff.CONTENTS).iterator();
        for (int read = 1; documents.hasNext(); read++) {
            call.cancellation().throwIfRequested();
            Content content = documents.next().content();
            String topic = content.text("topic").orElse("");
            if (!topic.isEmpty() && (wanted.isEmpty() || wanted.equals(topic))) {
                content.number("views")
                        .ifPresent(number -> views.computeIfAbsent(topic, name -> new LongSummaryStatistics())
                                .accept((long) number));
            }
            if (read % REPORT_EVERY == 0) {
                call.progress(call.language().say("已读 %d 条内容", "Contents read: %d").formatted(read));
            }
        }
        return views;
    }
}
