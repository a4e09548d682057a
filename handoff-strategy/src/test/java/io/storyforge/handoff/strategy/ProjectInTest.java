package io.storyforge.handoff.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeContext;
import io.storyforge.plugin.testkit.FakeRequest;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.RunDraft;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A project with two topics as tests fill it, on which the action is pressed at a fixed time. */
final class ProjectInTest {
    static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final StrategyHandoff source = new StrategyHandoff();
    private final InMemoryDocuments documents = new InMemoryDocuments();

    StrategyHandoff source() {
        return source;
    }

    InMemoryDocuments documents() {
        return documents;
    }

    RunDraft drafted(FakeRequest request) {
        HandoffOutcome outcome = press(request);
        assertThat(outcome).isInstanceOf(HandoffOutcome.Drafted.class);
        return ((HandoffOutcome.Drafted) outcome).draft();
    }

    String declined(FakeRequest request) {
        HandoffOutcome outcome = press(request);
        assertThat(outcome).isInstanceOf(HandoffOutcome.Declined.class);
        return ((HandoffOutcome.Declined) outcome).reason();
    }

    HandoffOutcome press(FakeRequest request) {
        return source.handOff(request, FakeContext.of(documents, NOW));
    }

    void strategy(String platform, int first, int second) {
        documents.put("strategy", platform, Map.of("platform", platform, "topics", weights(first, second)));
    }

    static List<Map<String, Object>> weights(int first, int second) {
        return List.of(
                Content.of(Map.of("topic", "情感", "weight", first)).asMap(),
                Content.of(Map.of("topic", "科普", "weight", second)).asMap());
    }

    /** A strategy with these weights, in force since the 20th. */
    void adjusted(List<Map<String, Object>> topics) {
        documents.put(
                "strategy",
                "douyin",
                Map.of("topics", topics, "history", List.of(Map.of("replaced_at", "2026-11-20T04:00:00Z"))));
    }

    void pieces() {
        pieces("情感", "科普");
    }

    /** As {@link #strategy}, with topics in ASCII. */
    void englishStrategy(String platform, int first, int second) {
        documents.put("strategy", platform, Map.of("platform", platform, "topics", englishWeights(first, second)));
    }

    static List<Map<String, Object>> englishWeights(int first, int second) {
        return List.of(
                Content.of(Map.of("topic", "food", "weight", first)).asMap(),
                Content.of(Map.of("topic", "science", "weight", second)).asMap());
    }

    /** As {@link #pieces()}, with topics in ASCII. */
    void englishPieces() {
        pieces("food", "science");
    }

    private void pieces(String weak, String strong) {
        for (int index = 0; index < 5; index++) {
            piece("a" + index, weak, index, "20");
            piece("b" + index, strong, index, "100");
        }
    }

    void piece(String id, String topic, int age, String likes) {
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
