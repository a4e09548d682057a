package com.example.topicradar;

import com.google.auto.service.AutoService;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.Wording;
import java.util.List;
import java.util.Map;

/** A screen of its own, and a tool that does what its button hands over. */
@AutoService(HandoffSource.class)
public final class TopicRadarHandoff implements HandoffSource {
    static final String CONTENTS = "contents";
    private static final Wording COMPARE = Wording.of("比较选题", "Compare topics");
    private static final Wording WHAT_FOR =
            Wording.of("每个选题的作品数和平均播放。", "Pieces and mean views of each topic.");

    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("topic-radar")
                .action("compare", COMPARE, action -> action.summary(WHAT_FOR))
                .build();
    }

    @Override
    public List<AgentTool> tools() {
        return List.of(new CompareTopicsTool());
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        Language language = request.language();
        if (context.documents().count(CONTENTS) == 0) {
            return HandoffOutcome.declined(
                    language.say("项目里还没有内容。请先导入 contents。", "The project has no contents yet. Import contents first."));
        }
        String topic = request.field("topic").filter(text -> text.length() <= 40).orElse("");
        String title = COMPARE.in(language);
        return HandoffOutcome.drafted(draft -> draft.title(topic.isEmpty() ? title : title + " · " + topic)
                .intentKey("compare_topics")
                .step(CompareTopicsTool.LABEL.in(language), CompareTopicsTool.KEY, Map.of("topic", topic)));
    }
}
