package io.storyforge.handoff.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.plugin.testkit.FakeContext;
import io.storyforge.plugin.testkit.FakeGovernance;
import io.storyforge.plugin.testkit.FakeRequest;
import io.storyforge.plugin.testkit.FakeSettings;
import io.storyforge.plugin.testkit.FakeToolCall;
import io.storyforge.runtime.spi.HandoffOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class ResultsTest {
    private final ProjectInTest project = new ProjectInTest();

    @Test
    void countsOnlyPiecesOfThePlatform() {
        project.strategy("douyin", 50, 50);
        project.pieces();
        project.documents().put("accounts", "a", Map.of("id", "a", "platform", "xiaohongshu"));

        assertThat(project.declined(FakeRequest.press("adjust-strategy"))).contains("没有可比的作品");
    }

    @Test
    void leavesOutOddPieces() {
        project.strategy("douyin", 50, 50);
        project.pieces();
        project.documents().put("contents", "x1", Map.of("topic", "情感", "published_at", "2027-01-01", "views", 1_000));
        project.documents().put("contents", "x2", Map.of("topic", "情感", "published_at", "?", "views", 1_000));
        project.documents()
                .put("contents", "x3", Map.of("topic", "情感", "published_at", "2026-11-20", "views", "1e300"));
        project.documents()
                .put("contents", "x4", Map.of("topic", "情感", "published_at", "2026-11-20", "views", 99, "likes", 99));
        project.documents().put("contents", "x5", Map.of("published_at", "2026-11-20", "views", 1_000, "likes", "好"));

        assertThat(project.drafted(FakeRequest.press("adjust-strategy")).summary())
                .contains("10 条作品");
    }

    @Test
    void countsOnlyPiecesSinceTheLastAdjustment() {
        project.pieces();
        project.adjusted(ProjectInTest.weights(50, 50));

        // Three days since, two pieces a day.
        assertThat(project.drafted(FakeRequest.press("adjust-strategy")).summary())
                .contains("上次调整（2026-11-20）之后的 6 条作品");
    }

    @Test
    void readsAHundredThousandPiecesInTime() {
        project.strategy("douyin", 50, 50);
        for (int index = 0; index < 100_000; index++) {
            project.piece("c" + index, "科普", index % 60, "70");
        }
        long before = System.nanoTime();

        HandoffOutcome outcome = project.press(FakeRequest.press("adjust-strategy"));

        assertThat(outcome).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void declinesWhenTimeRunsOut() {
        project.strategy("douyin", 50, 50);
        for (int index = 0; index < 600; index++) {
            project.piece("c" + index, "科普", 1, "70");
        }
        FakeContext late = new FakeContext(
                project.documents(), new FakeGovernance(List.of()), new FastClock(), FakeSettings.none());

        HandoffOutcome outcome = project.source().handOff(FakeRequest.press("adjust-strategy"), late);

        assertThat(((HandoffOutcome.Declined) outcome).reason()).startsWith("作品太多");
    }

    @Test
    void stopsReadingWhenAPersonCancels() {
        project.strategy("douyin", 50, 50);
        project.pieces();

        assertThatThrownBy(() -> new ReadStrategyTool()
                        .call(FakeToolCall.on(project.documents(), ProjectInTest.NOW)
                                .with(Map.of("platform", "douyin"))
                                .cancelled()))
                .isInstanceOf(CancellationException.class);
    }
}
