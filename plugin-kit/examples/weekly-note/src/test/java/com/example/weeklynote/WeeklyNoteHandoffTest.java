package com.example.weeklynote;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.HandoffSourceContract;
import io.storyforge.plugin.testkit.HandoffTestKit;
import io.storyforge.runtime.spi.HandoffSource;
import org.junit.jupiter.api.Test;

final class WeeklyNoteHandoffTest implements HandoffSourceContract {
    @Override
    public HandoffSource source() {
        return new WeeklyNoteHandoff();
    }

    @Test
    void namesTheTopicInTheTitle() {
        HandoffTestKit.of(source())
                .field("topic", "选题复盘")
                .press("write")
                .drafted(draft -> assertThat(draft.title()).isEqualTo("小结：选题复盘"));
    }

    @Test
    void writesAboutTheWeekWhenNoTopicIsGiven() {
        HandoffTestKit.of(source())
                .press("write")
                .drafted(draft -> assertThat(draft.title()).isEqualTo("小结：本周"));
    }
}
