package io.storyforge.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class BuildersTest {
    @Test
    void draftsWithDefaults() {
        RunDraft draft = RunDraft.builder().title(" 看看变化 ").step("检查").build();

        assertThat(draft.title()).isEqualTo("看看变化");
        assertThat(draft.goal()).isEqualTo("看看变化");
        assertThat(draft.platformScope()).isEqualTo("single_platform");
        assertThat(draft.summary()).isEmpty();
        assertThat(draft.intentKey()).isEmpty();
        assertThat(draft.platform()).isEmpty();
        assertThat(draft.steps().getFirst().tool()).isEmpty();
    }

    @Test
    void draftsStepsInOrderWithToolArgumentsAndDetail() {
        RunDraft draft = RunDraft.builder()
                .title("t")
                .step("一", "tool.a")
                .step("二", "tool.b", Map.of("n", 1))
                .step("三", "tool.c", Map.of(), "细节")
                .build();

        assertThat(draft.steps()).extracting(RunDraft.Step::title).containsExactly("一", "二", "三");
        assertThat(draft.steps().get(1).arguments()).isEqualTo(Map.of("n", 1));
        assertThat(draft.steps().get(2).tool()).contains("tool.c");
        assertThat(draft.steps().get(2).detail()).isEqualTo("细节");
    }

    @Test
    void refusesDraftsWithoutTitleOrSteps() {
        refused(() -> RunDraft.builder().step("x").build(), "title is blank");
        refused(() -> RunDraft.builder().title("t").build(), "draft 't' has no step");
        refused(() -> RunDraft.builder().step("x", " "), "tool is blank");
    }

    @Test
    void copiesTheArgumentsOfSteps() {
        Map<String, Object> arguments = new HashMap<>(Map.of("a", 1));
        RunDraft.Builder builder = RunDraft.builder().title("t").step("s", "tool", arguments);
        arguments.put("b", 2);

        assertThat(builder.build().steps().getFirst().arguments()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void doesNotChangeADraftWithItsBuilder() {
        RunDraft.Builder builder = RunDraft.builder().title("t").step("one");
        RunDraft draft = builder.build();
        builder.step("two");

        assertThat(draft.steps()).hasSize(1);
    }

    @Test
    void describesSourcesWithTheirActions() {
        SourceDescriptor source = SourceDescriptor.forScreen("dashboard")
                .action(
                        "changes",
                        "看变化",
                        action -> action.slot("dashboard.primary")
                                .summary("说明")
                                .platform("douyin")
                                .effect(Effect.REVERSIBLE)
                                .offer("按钮", "", Map.of("days", "7")))
                .action("plain", "简单")
                .setting("limit", true, false)
                .build();

        SourceDescriptor.Action action = source.action("changes").orElseThrow();
        assertThat(action.slot()).isEqualTo("dashboard.primary");
        assertThat(action.effect()).isEqualTo(Effect.REVERSIBLE);
        assertThat(action.offers()).containsExactly(new SourceDescriptor.Offer("按钮", "", Map.of("days", "7")));
        assertThat(source.action("plain").orElseThrow().effect()).isEqualTo(Effect.READ_ONLY);
        assertThat(source.action("other")).isEmpty();
        assertThat(source.settings()).containsExactly(new SourceDescriptor.Setting("limit", true, false));
    }

    @Test
    void refusesSourcesWithoutActionsOrWithOneTwice() {
        refused(() -> SourceDescriptor.forScreen("s").build(), "screen 's' declares no action");
        refused(
                () -> SourceDescriptor.forScreen("s").action("a", "A").action("a", "B"),
                "action 'a' is declared twice");
    }

    @Test
    void asksQuestionsWithFieldsInOrder() {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("z", "先");
        choices.put("a", "后");
        Question question = Question.ask("哪个？")
                .choice("which", "选择", choices)
                .text("t", "文字", true)
                .number("n", "数字", false)
                .date("d", "日期", false)
                .build();

        assertThat(question.fields())
                .extracting(Question.Field::type)
                .containsExactly("choice", "text", "number", "date");
        assertThat(question.fields()).extracting(Question.Field::required).containsExactly(true, true, false, false);
        assertThat(question.fields().getFirst().choices().keySet()).containsExactly("z", "a");
    }

    @Test
    void refusesQuestionsThatCannotBeAnswered() {
        refused(() -> Question.ask("q").build(), "no field");
        refused(() -> Question.ask(" "), "prompt is blank");
        refused(() -> Question.ask("q").choice("c", "C", Map.of()), "nothing to choose from");
        refused(() -> Question.ask("q").text("a", "A", true).date("a", "B", true), "asked twice");
    }

    @Test
    void buildsResultsWithTablesAndChanges() {
        ToolOutcome outcome = ToolOutcome.done(result -> result.summary("找到 3 个")
                .output(Map.of("n", 3))
                .table("变化", List.of("账号", "粉丝"), List.of(List.of("a", 1)))
                .put("strategy", "s-1", Map.of("text", "x")));

        assertThat(outcome).isInstanceOfSatisfying(ToolOutcome.Done.class, done -> {
            assertThat(done.result().summary()).isEqualTo("找到 3 个");
            assertThat(done.result().output()).isEqualTo(Map.of("n", 3));
            assertThat(done.result().tables()).hasSize(1);
            assertThat(done.result().changes())
                    .containsExactly(new ToolResult.DocumentChange("strategy", "s-1", Map.of("text", "x")));
        });
    }

    @Test
    void refusesResultsWithoutSummaryAndUnevenTables() {
        refused(() -> ToolResult.builder().build(), "summary is blank");
        refused(
                () -> ToolResult.builder().table("t", List.of("a", "b"), List.of(List.of(1, 2), List.of(1))),
                "not 2 wide");
    }

    @Test
    void refusesCellsThatAreNoTextNumberOrBoolean() {
        for (Object odd : List.of(List.of(), Map.of(), new Object(), Double.NaN)) {
            assertThatThrownBy(() -> ToolResult.builder().table("t", List.of("c"), List.of(List.of(odd))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new ToolResult.Table("t", List.of("a", "b", "c"), List.of(List.of("x", 1.5, true))).rows())
                .containsExactly(List.of("x", 1.5, true));
    }

    @Test
    void copiesTheRowsOfTables() {
        List<List<Object>> rows = new ArrayList<>(List.of(new ArrayList<>(List.of("a"))));
        ToolResult.Table table = new ToolResult.Table("t", List.of("c"), rows);
        rows.getFirst().add("b");
        rows.clear();

        assertThat(table.rows()).containsExactly(List.of("a"));
    }

    @Test
    void makesOutcomes() {
        assertThat(HandoffOutcome.drafted(draft -> draft.title("t").step("s")))
                .isInstanceOf(HandoffOutcome.Drafted.class);
        assertThat(HandoffOutcome.declined(" 没有数据 ")).isEqualTo(new HandoffOutcome.Declined("没有数据"));
        assertThat(ToolOutcome.failed("x")).isEqualTo(new ToolOutcome.Failed("x"));
        refused(() -> HandoffOutcome.declined(""), "reason is blank");
        refused(() -> ToolOutcome.failed(""), "reason is blank");
        refused(() -> HandoffOutcome.drafted(draft -> draft.title("t")), "no step");
    }

    @Test
    void ordersEffectsBySeverity() {
        assertThat(List.of(Effect.READ_ONLY, Effect.REVERSIBLE, Effect.IRREVERSIBLE))
                .isSorted();
        assertThat(Effect.REVERSIBLE.worse(Effect.READ_ONLY)).isEqualTo(Effect.REVERSIBLE);
        assertThat(Effect.REVERSIBLE.worse(Effect.IRREVERSIBLE)).isEqualTo(Effect.IRREVERSIBLE);
        assertThat(Effect.READ_ONLY.changesSomething()).isFalse();
        assertThat(Effect.REVERSIBLE.changesSomething()).isTrue();
    }

    @Test
    void readsEffectsByTheirWords() {
        for (String key : List.of("read_only", "reversible", "irreversible")) {
            assertThat(Effect.of(key).key()).isEqualTo(key);
            assertThat(Effect.known(key)).isTrue();
        }
        assertThat(Effect.known("READ_ONLY")).isFalse();
        refused(() -> Effect.of("harmless"), "known: read_only, reversible, irreversible");
    }

    @Test
    void knowsItsVersionAsMajorAndMinor() {
        assertThat(HandoffApi.VERSION).matches("\\d+\\.\\d+");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
