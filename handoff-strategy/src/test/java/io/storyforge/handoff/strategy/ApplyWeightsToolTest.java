package io.storyforge.handoff.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeToolCall;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ApplyWeightsToolTest {
    private final ApplyWeightsTool tool = new ApplyWeightsTool();
    private final InMemoryDocuments documents = new InMemoryDocuments();

    @Test
    void writesTheConfirmedWeightsAndKeepsTheOldOnes() {
        store(List.of(topic("情感", 40), topic("科普", 60)));

        Content written = apply(weights(40, 60), weights(32, 68));

        assertThat(written.objects("topics")).containsExactly(Content.of(topic("情感", 32)), Content.of(topic("科普", 68)));
        assertThat(written.text("note")).contains("保留");
        assertThat(written.objects("history")).singleElement().satisfies(entry -> {
            assertThat(entry.text("run_id")).contains("run-1");
            assertThat(entry.text("replaced_at")).contains("2026-11-23T04:00:00Z");
            assertThat(entry.objects("topics"))
                    .containsExactly(Content.of(topic("情感", 40)), Content.of(topic("科普", 60)));
        });
    }

    @Test
    void writesInTheUnitOfTheDocument() {
        store(List.of(topic("情感", 0.4), topic("科普", 0.6)));

        Content written = apply(weights(40, 60), weights(32, 68));

        assertThat(written.objects("topics"))
                .extracting(topic -> topic.text("weight").orElse(""))
                .containsExactly("0.32", "0.68");
    }

    @Test
    void changesNothingWhenItIsDoneAlready() {
        store(List.of(topic("情感", 32), topic("科普", 68)));

        ToolResult result = done(call(weights(40, 60), weights(32, 68)));

        assertThat(result.changes()).isEmpty();
        assertThat(result.summary()).contains("已经是建议的值");
    }

    @Test
    void appliesOnceWhenCalledTwice() {
        store(List.of(topic("情感", 40), topic("科普", 60)));
        apply(weights(40, 60), weights(32, 68));

        assertThat(done(call(weights(40, 60), weights(32, 68))).changes()).isEmpty();
    }

    @Test
    void canBePutBackByApplyingTheOtherWay() {
        store(List.of(topic("情感", 40), topic("科普", 60)));
        apply(weights(40, 60), weights(32, 68));

        assertThat(apply(weights(32, 68), weights(40, 60)).objects("topics"))
                .containsExactly(Content.of(topic("情感", 40)), Content.of(topic("科普", 60)));
    }

    @Test
    void refusesWhenTheStrategyChangedSince() {
        store(List.of(topic("情感", 45), topic("科普", 55)));

        assertThat(failed(call(weights(40, 60), weights(32, 68))))
                .contains("被改过")
                .contains("重新交给 OneLiner");
    }

    @Test
    void keepsTheLastTwentyOnly() {
        store(List.of(topic("情感", 40), topic("科普", 60)));
        Content written = Content.empty();
        for (int round = 0; round < 13; round++) {
            apply(weights(40, 60), weights(32, 68));
            written = apply(weights(32, 68), weights(40, 60));
        }

        assertThat(written.objects("history")).hasSize(ApplyWeightsTool.KEPT);
        assertThat(written.objects("history").getLast().objects("topics"))
                .containsExactly(Content.of(topic("情感", 32)), Content.of(topic("科普", 68)));
    }

    @Test
    void refusesEditedWeightsThatDoNotAddUp() {
        store(List.of(topic("情感", 40), topic("科普", 60)));

        assertThat(failed(call(weights(40, 60), weights(32, 67)))).contains("新权重之和不是 100%");
        assertThat(failed(call(weights(40, 60), weights(32, 32)))).contains("权重之和是 64.0");
        assertThat(failed(call(weights(40, 60), List.of(topic("旅行", 100))))).contains("选题不一致");
        assertThat(failed(tool.call(FakeToolCall.on(documents, Instant.EPOCH)))).contains("没有选题");
    }

    @Test
    void namesAStrategyThatIsGone() {
        assertThat(failed(call(weights(40, 60), weights(32, 68)))).contains("没有选题策略");
    }

    private void store(List<Map<String, Object>> topics) {
        documents.put("strategy", "douyin", Map.of("platform", "douyin", "topics", topics, "note", "保留"));
    }

    private Content apply(List<Map<String, Object>> before, List<Map<String, Object>> after) {
        List<ToolResult.DocumentChange> changes = done(call(before, after)).changes();
        assertThat(changes).hasSize(1);
        ToolResult.DocumentChange change = changes.getFirst();
        documents.put(change.collection(), change.key(), change.content());
        return Content.of(change.content());
    }

    private ToolOutcome call(List<Map<String, Object>> before, List<Map<String, Object>> after) {
        return tool.call(FakeToolCall.on(documents, Instant.parse("2026-11-23T04:00:00Z"))
                .with(Map.of("platform", "douyin", "before", before, "after", after)));
    }

    private static ToolResult done(ToolOutcome outcome) {
        assertThat(outcome).isInstanceOf(ToolOutcome.Done.class);
        return ((ToolOutcome.Done) outcome).result();
    }

    private static String failed(ToolOutcome outcome) {
        assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
        return ((ToolOutcome.Failed) outcome).reason();
    }

    private static List<Map<String, Object>> weights(int first, int second) {
        return List.of(topic("情感", first), topic("科普", second));
    }

    private static Map<String, Object> topic(String name, Object weight) {
        return Map.of("topic", name, "weight", weight);
    }
}
