package com.example.topicradar;

import com.google.auto.service.AutoService;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.util.List;
import java.util.Map;

/** A screen of its own, and a tool that does what its button hands over. */
@AutoService(HandoffSource.class)
public final class TopicRadarHandoff implements HandoffSource {
    static final String CONTENTS = "contents";

    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("topic-radar")
                .action("compare", "比较选题", action -> action.summary("每个选题的作品数和平均播放。"))
                .build();
    }

    @Override
    public List<AgentTool> tools() {
        return List.of(new CompareTopicsTool());
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        if (context.documents().count(CONTENTS) == 0) {
            return HandoffOutcome.declined("项目里还没有内容。请先导入 contents。");
        }
        String topic = request.field("topic").filter(text -> text.length() <= 40).orElse("");
        return HandoffOutcome.drafted(draft -> draft.title(topic.isEmpty() ? "比较选题" : "比较选题 · " + topic)
                .intentKey("compare_topics")
                .step("统计各选题的作品", CompareTopicsTool.KEY, Map.of("topic", topic)));
    }
}
