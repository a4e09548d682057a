package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.Waiting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Equality of what was stored and what came back, where JSON may turn an int into a long: numbers are equal by value. */
final class Sameness {
    private Sameness() {}

    static void assertSame(Run actual, Run expected) {
        assertThat(actual.head()).isEqualTo(expected.head());
        assertThat(actual.governance().projectId())
                .isEqualTo(expected.governance().projectId());
        assertThat(actual.governance().platform())
                .isEqualTo(expected.governance().platform());
        assertThat(json(actual.governance().effectivePolicy()))
                .isEqualTo(json(expected.governance().effectivePolicy()));
        assertThat(json(actual.governance().layers()))
                .isEqualTo(json(expected.governance().layers()));
        assertThat(json(actual.governance().activeAdminOverrideNotice()))
                .isEqualTo(json(expected.governance().activeAdminOverrideNotice()));
        assertThat(actual.plan().goal()).isEqualTo(expected.plan().goal());
        assertThat(actual.plan().revision()).isEqualTo(expected.plan().revision());
        assertThat(actual.plan().digest()).isEqualTo(expected.plan().digest());
        assertThat(steps(actual)).isEqualTo(steps(expected));
        assertThat(json(actual.result())).isEqualTo(json(expected.result()));
        assertThat(actual.waiting().map(Sameness::waiting))
                .isEqualTo(expected.waiting().map(Sameness::waiting));
    }

    static void assertSame(NewEvent actual, NewEvent expected) {
        assertThat(actual.type()).isEqualTo(expected.type());
        assertThat(actual.statusAfter()).isEqualTo(expected.statusAfter());
        assertThat(actual.summary()).isEqualTo(expected.summary());
        assertThat(json(actual.details())).isEqualTo(json(expected.details()));
    }

    /** The value with every number in one notation. */
    static Object json(Object value) {
        return switch (value) {
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case Map<?, ?> map -> {
                Map<Object, Object> normal = new LinkedHashMap<>();
                map.forEach((key, element) -> normal.put(key, json(element)));
                yield normal;
            }
            case List<?> list -> {
                List<Object> normal = new ArrayList<>();
                list.forEach(element -> normal.add(json(element)));
                yield normal;
            }
            default -> value;
        };
    }

    private static List<Object> steps(Run run) {
        return run.plan().steps().stream().map(Sameness::step).toList();
    }

    private static Object step(PlanStep step) {
        return List.of(
                List.of(step.id(), step.title(), step.tool(), step.effect(), step.detail()),
                json(step.arguments()),
                step.status(),
                step.progress().detail(),
                json(step.progress().answer()),
                step.progress().started(),
                step.progress().finished());
    }

    private static Object waiting(Waiting waiting) {
        return List.of(
                waiting.reason(),
                waiting.stepIndex(),
                waiting.question().prompt(),
                waiting.question().fields(),
                waiting.question().fields().stream()
                        .map(field -> List.copyOf(field.choices().keySet()))
                        .toList());
    }
}
