package com.example.topicradar;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.HandoffSourceContract;
import io.storyforge.plugin.testkit.HandoffTestKit;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.plugin.testkit.SampleProject;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolResult;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicRadarHandoffTest implements HandoffSourceContract {
    @Override
    public HandoffSource source() {
        return new TopicRadarHandoff();
    }

    @Override
    public InMemoryDocuments documents() {
        return SampleProject.createdOn(LocalDate.of(2026, 1, 5));
    }

    @Test
    void comparesTheTopicsOfTheSampleProject() {
        HandoffTestKit kit = HandoffTestKit.of(source()).documents(documents());

        ToolResult result = kit.run(kit.press("compare").drafted()).getLast();

        assertThat(result.tables().getFirst().rows())
                .extracting(List::getFirst)
                .contains("旅行", "科普")
                .doesNotHaveDuplicates();
    }

    @Test
    void averagesTheViewsOfATopic() {
        HandoffTestKit kit = HandoffTestKit.of(source())
                .document("contents", "c1", Map.of("topic", "露营", "views", "100"))
                .document("contents", "c2", Map.of("topic", "露营", "views", 300))
                .document("contents", "c3", Map.of("topic", "美食", "views", "many"));

        assertThat(kit.tool("topic-radar.compare").done().tables().getFirst().rows())
                .containsExactly(List.of("露营", 2L, 200L));
    }

    @Test
    void looksAtTheChosenTopicOnly() {
        HandoffTestKit kit = HandoffTestKit.of(source()).documents(documents()).field("topic", "科普");

        assertThat(kit.run(kit.press("compare").drafted()).getLast().tables().getFirst().rows())
                .singleElement()
                .satisfies(row -> assertThat(row.getFirst()).isEqualTo("科普"));
    }

    @Test
    void speaksEnglishToWhoeverReadsIt() {
        HandoffTestKit kit = HandoffTestKit.of(source())
                .in(Language.ENGLISH)
                .document("contents", "c1", Map.of("topic", "camping", "views", 100));

        ToolResult result = kit.run(kit.press("compare")
                        .drafted(draft -> assertThat(draft.title()).isEqualTo("Compare topics"))
                        .drafted())
                .getLast();

        assertThat(result.summary()).isEqualTo("Topics: 1.");
    }

    @Test
    void saysWhatToImport() {
        assertThat(HandoffTestKit.of(source()).press("compare").declined()).contains("contents");
        assertThat(HandoffTestKit.of(source()).tool("topic-radar.compare").failed())
                .contains("topic");
    }
}
