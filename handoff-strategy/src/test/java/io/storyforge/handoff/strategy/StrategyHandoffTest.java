package io.storyforge.handoff.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.testkit.FakeContext;
import io.storyforge.runtime.testkit.FakeGovernance;
import io.storyforge.runtime.testkit.FakeRequest;
import io.storyforge.runtime.testkit.FakeSettings;
import io.storyforge.runtime.testkit.FakeToolCall;
import io.storyforge.runtime.testkit.InMemoryDocuments;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class StrategyHandoffTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final StrategyHandoff source = new StrategyHandoff();
    private final InMemoryDocuments documents = new InMemoryDocuments();

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(HandoffSource.class)).hasAtLeastOneElementOfType(StrategyHandoff.class);
    }

    @Test
    void putsTheExactDifferenceIntoThePlan() {
        strategy("douyin", 50, 50);
        pieces();

        RunDraft draft = drafted(FakeRequest.press("adjust-strategy").on("douyin"));

        assertThat(draft.steps())
                .extracting(RunDraft.Step::title)
                .containsExactly("读取策略与实际表现", "比较各选题的目标与实际", "应用新的选题权重");
        RunDraft.Step apply = draft.steps().getLast();
        assertThat(apply.tool()).contains("strategy.apply-weights");
        assertThat(apply.detail()).startsWith("情感 50% → 42%，科普 50% → 58%");
        assertThat(apply.arguments())
                .containsEntry("platform", "douyin")
                .containsEntry("before", weights(50, 50))
                .containsEntry("after", weights(42, 58));
        // Ten pieces: five at 2 %, five at 10 %, median 6 %.
        assertThat(draft.summary()).contains("科普 5 条作品，互动率中位数 10.00%，是全部作品（6.00%）的 1.67 倍");
    }

    @Test
    void declaresTheActionReversible() {
        assertThat(source.descriptor().action("adjust-strategy").orElseThrow().effect())
                .isEqualTo(Effect.REVERSIBLE);
        assertThat(source.tools())
                .filteredOn(tool -> tool.descriptor().effect().changesSomething())
                .singleElement()
                .isInstanceOf(ApplyWeightsTool.class);
    }

    @Test
    void takesTheOnlyPlatformWhenNoneIsAsked() {
        strategy("douyin", 50, 50);
        pieces();

        assertThat(drafted(FakeRequest.press("adjust-strategy")).platform()).isEqualTo("douyin");
    }

    @Test
    void asksForThePlatformWhenThereAreSeveral() {
        strategy("douyin", 50, 50);
        strategy("xiaohongshu", 50, 50);

        assertThat(declined(FakeRequest.press("adjust-strategy"))).isEqualTo("请先选择平台。有选题策略的平台：抖音、小红书。");
    }

    @Test
    void countsOnlyPiecesOfThePlatform() {
        strategy("douyin", 50, 50);
        pieces();
        documents.put("accounts", "a", Map.of("id", "a", "platform", "xiaohongshu"));

        assertThat(declined(FakeRequest.press("adjust-strategy"))).contains("没有可比的作品");
    }

    @Test
    void declinesWhatIsMissingInWords() {
        assertThat(declined(FakeRequest.press("adjust-strategy").withoutProject()))
                .contains("选择一个项目");
        assertThat(declined(FakeRequest.press("adjust-strategy"))).contains("导入 strategy");

        strategy("douyin", 50, 50);
        assertThat(declined(FakeRequest.press("adjust-strategy"))).contains("导入 contents");
        assertThat(declined(FakeRequest.press("adjust-strategy").on("x".repeat(9_000))))
                .contains("有策略的平台：抖音");
    }

    @Test
    void declinesAStrategyThatDoesNotAddUp() {
        strategy("douyin", 80, 50);

        assertThat(declined(FakeRequest.press("adjust-strategy"))).contains("权重之和是 130.0");
    }

    @Test
    void declinesBoundsThatExcludeEachOther() {
        documents.put(
                "strategy",
                "douyin",
                Map.of("platform", "douyin", "topics", weights(50, 50), "min_weight", 60, "max_weight", 20));

        assertThat(declined(FakeRequest.press("adjust-strategy"))).contains("min_weight 大于 max_weight（60% > 20%）");
    }

    @Test
    void declinesWhenNothingNeedsToChange() {
        strategy("douyin", 50, 50);
        piece("c1", "情感", 1, "50");
        piece("c2", "科普", 1, "50");

        assertThat(declined(FakeRequest.press("adjust-strategy"))).contains("不需要调整");
    }

    @Test
    void leavesOutOddPieces() {
        strategy("douyin", 50, 50);
        pieces();
        documents.put("contents", "x1", Map.of("topic", "情感", "published_at", "2027-01-01", "views", 1_000));
        documents.put("contents", "x2", Map.of("topic", "情感", "published_at", "?", "views", 1_000));
        documents.put("contents", "x3", Map.of("topic", "情感", "published_at", "2026-11-20", "views", "1e300"));
        documents.put("contents", "x4", Map.of("topic", "情感", "published_at", "2026-11-20", "views", 99, "likes", 99));
        documents.put("contents", "x5", Map.of("published_at", "2026-11-20", "views", 1_000, "likes", "好"));

        assertThat(drafted(FakeRequest.press("adjust-strategy")).summary()).contains("10 条作品");
    }

    @Test
    void countsOnlyPiecesSinceTheLastAdjustment() {
        pieces();
        documents.put(
                "strategy",
                "douyin",
                Map.of("topics", weights(50, 50), "history", List.of(Map.of("replaced_at", "2026-11-20T04:00:00Z"))));

        // Three days since, two pieces a day.
        assertThat(drafted(FakeRequest.press("adjust-strategy")).summary()).contains("上次调整（2026-11-20）之后的 6 条作品");
    }

    @Test
    void readsAHundredThousandPiecesInTime() {
        strategy("douyin", 50, 50);
        for (int index = 0; index < 100_000; index++) {
            piece("c" + index, "科普", index % 60, "70");
        }
        long before = System.nanoTime();

        HandoffOutcome outcome = press(FakeRequest.press("adjust-strategy"));

        assertThat(outcome).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void declinesWhenTimeRunsOut() {
        strategy("douyin", 50, 50);
        for (int index = 0; index < 600; index++) {
            piece("c" + index, "科普", 1, "70");
        }
        FakeContext late =
                new FakeContext(documents, new FakeGovernance(List.of()), new FastClock(), FakeSettings.none());

        HandoffOutcome outcome = source.handOff(FakeRequest.press("adjust-strategy"), late);

        assertThat(((HandoffOutcome.Declined) outcome).reason()).startsWith("作品太多");
    }

    @Test
    void stopsReadingWhenAPersonCancels() {
        strategy("douyin", 50, 50);
        pieces();

        assertThatThrownBy(() -> new ReadStrategyTool()
                        .call(FakeToolCall.on(documents, NOW)
                                .with(Map.of("platform", "douyin"))
                                .cancelled()))
                .isInstanceOf(CancellationException.class);
    }

    /** A clock on which three seconds pass between any two looks. */
    private static final class FastClock implements InstantSource {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            now = now.plusSeconds(3);
            return now;
        }
    }

    private RunDraft drafted(FakeRequest request) {
        HandoffOutcome outcome = press(request);
        assertThat(outcome).isInstanceOf(HandoffOutcome.Drafted.class);
        return ((HandoffOutcome.Drafted) outcome).draft();
    }

    private String declined(FakeRequest request) {
        HandoffOutcome outcome = press(request);
        assertThat(outcome).isInstanceOf(HandoffOutcome.Declined.class);
        return ((HandoffOutcome.Declined) outcome).reason();
    }

    private HandoffOutcome press(FakeRequest request) {
        return source.handOff(request, FakeContext.of(documents, NOW));
    }

    private void strategy(String platform, int first, int second) {
        documents.put("strategy", platform, Map.of("platform", platform, "topics", weights(first, second)));
    }

    private static List<Map<String, Object>> weights(int first, int second) {
        return List.of(
                Content.of(Map.of("topic", "情感", "weight", first)).asMap(),
                Content.of(Map.of("topic", "科普", "weight", second)).asMap());
    }

    private void pieces() {
        for (int index = 0; index < 5; index++) {
            piece("a" + index, "情感", index, "20");
            piece("b" + index, "科普", index, "100");
        }
    }

    private void piece(String id, String topic, int age, String likes) {
        documents.put(
                "contents",
                id,
                Map.of(
                        "account_id",
                        "a",
                        "topic",
                        topic,
                        "published_at",
                        TODAY.minusDays(age).toString(),
                        "views",
                        "1000",
                        "likes",
                        likes));
    }
}
