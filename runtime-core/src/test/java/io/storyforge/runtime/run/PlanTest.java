package io.storyforge.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.spi.Effect;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlanTest {
    @Test
    void keepsTheDigestOfThisPlanForEver() {
        Plan plan = new Plan(
                "找出 \"变化\"",
                1,
                List.of(
                        PlanStep.planned(
                                "s1",
                                "读取\\账号",
                                "dashboard.read",
                                Map.of("limit", 30, "rate", 0.5, "on", true, "list", List.of("a", Map.of("b", 1))),
                                Effect.READ_ONLY,
                                ""),
                        PlanStep.planned("s2", "检查", "", Map.of(), Effect.REVERSIBLE, "")));

        assertThat(plan.digest()).isEqualTo("c8471e8660d9b3302518c01aa8567d4bc616d595ee63ddc147fe16ede0d87a12");
    }

    @Test
    void digestsReorderedKeysAndOtherNumberNotationsAlike() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("a", 1);
        one.put("b", Map.of("x", 100, "y", 0));
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("b", Map.of("y", -0.0, "x", new BigDecimal("1E+2")));
        other.put("a", 1.0);

        assertThat(withArguments(one).digest())
                .isEqualTo(withArguments(other).digest())
                .isEqualTo(withArguments(Map.of(
                                "a", new BigDecimal("1.000"), "b", Map.of("x", BigInteger.valueOf(100), "y", 0L)))
                        .digest());
    }

    @Test
    void digestsNumbersTooLargeToWriteOut() {
        assertThat(withArguments(Map.of("a", new BigDecimal("1E+1000000000"))).digest())
                .hasSize(64);
    }

    @Test
    void digestsEveryOtherMeaningDifferently() {
        PlanStep step = step("标题", "tool", Map.of("a", "1"), Effect.READ_ONLY);
        List<Plan> plans = List.of(
                plan("目标", step),
                plan("别的目标", step),
                plan("目标", step("别的标题", "tool", Map.of("a", "1"), Effect.READ_ONLY)),
                plan("目标", step("标题", "tool2", Map.of("a", "1"), Effect.READ_ONLY)),
                plan("目标", step("标题", "", Map.of("a", "1"), Effect.READ_ONLY)),
                plan("目标", step("标题", "tool", Map.of("a", 1), Effect.READ_ONLY)),
                plan("目标", step("标题", "tool", Map.of("a", true), Effect.READ_ONLY)),
                plan("目标", step("标题", "tool", Map.of("a", "true"), Effect.READ_ONLY)),
                plan("目标", step("标题", "tool", Map.of("a", List.of("1")), Effect.READ_ONLY)),
                plan("目标", step("标题", "tool", Map.of("a", "1", "b", "2"), Effect.READ_ONLY)),
                plan("目标", step("标题", "tool", Map.of("a", "1\",\"b\":\"2"), Effect.READ_ONLY)),
                plan("目标", step("标题", "tool", Map.of("a", "1"), Effect.REVERSIBLE)),
                plan("目标", step, step),
                plan("目标"));

        assertThat(plans).extracting(Plan::digest).doesNotHaveDuplicates();
    }

    @Test
    void digestsTheOrderOfSteps() {
        PlanStep first = step("一", "", Map.of(), Effect.READ_ONLY);
        PlanStep second = step("二", "", Map.of(), Effect.READ_ONLY);

        assertThat(plan("目标", first, second).digest())
                .isNotEqualTo(plan("目标", second, first).digest());
    }

    @Test
    void doesNotDigestProgressRevisionAndWordsOnDetails() {
        String digest = Situations.running().plan().digest();

        for (Run run : List.of(Situations.inStep(), Situations.stepsDone(), Situations.blocked())) {
            assertThat(run.plan().digest()).isEqualTo(digest);
        }
        Plan plan = SampleRuns.plan();
        assertThat(new Plan(plan.goal(), 7, plan.steps()).digest()).isEqualTo(digest);
        assertThat(plan("目标", PlanStep.planned("s1", "标题", "", Map.of(), Effect.READ_ONLY, "细节"))
                        .digest())
                .isEqualTo(
                        plan("目标", step("标题", "", Map.of(), Effect.READ_ONLY)).digest());
    }

    @Test
    void takesTheEffectOfTheWorstStep() {
        assertThat(plan("目标").effect()).isEqualTo(Effect.READ_ONLY);
        assertThat(SampleRuns.plan().effect()).isEqualTo(Effect.IRREVERSIBLE);
    }

    @Test
    void knowsWhichStepIsNextAndWhichIsBeingDone() {
        assertThat(Situations.running().plan().nextStep()).hasValue(0);
        assertThat(Situations.running().plan().runningStep()).isEmpty();
        assertThat(Situations.inStepWithEffects().plan().nextStep()).hasValue(2);
        assertThat(Situations.inStepWithEffects().plan().runningStep()).hasValue(1);
        assertThat(Situations.stepsDone().plan().nextStep()).isEmpty();
    }

    @Test
    void forgetsProgressWhenItIsPlannedAgain() {
        Plan again = Situations.stepsDone().plan().planned();

        assertThat(again).isEqualTo(SampleRuns.plan());
    }

    @Test
    void copiesItsSteps() {
        List<PlanStep> steps = new java.util.ArrayList<>(SampleRuns.plan().steps());
        Plan plan = new Plan("目标", 1, steps);
        steps.clear();

        assertThat(plan.steps()).hasSize(3);
    }

    private static Plan withArguments(Map<String, Object> arguments) {
        return plan("目标", step("标题", "tool", arguments, Effect.READ_ONLY));
    }

    private static Plan plan(String goal, PlanStep... steps) {
        return new Plan(goal, 1, List.of(steps));
    }

    private static PlanStep step(String title, String tool, Map<String, Object> arguments, Effect effect) {
        return PlanStep.planned("s1", title, tool, arguments, effect, "");
    }
}
