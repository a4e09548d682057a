package io.storyforge.handoff.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.storyforge.plugin.testkit.ShownTexts;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is found wrong with rules, said in English. */
final class EnglishFindingsTest {
    private final LayersInTest policy = new LayersInTest();

    @Test
    void saysThatAllowListsHaveNothingInCommon() {
        policy.layer("system", "default", Map.of("allowed_platforms", List.of("douyin", "xiaohongshu")));
        policy.layer("project", "p1", Map.of("allowed_platforms", List.of("kuaishou")));

        assertThat(found("allowed_platforms"))
                .containsExactly(new Finding(
                        Finding.Kind.CONTRADICTORY,
                        "project layer (project/p1)",
                        "allowed_platforms allows only kuaishou while broader layers allow only douyin, xiaohongshu; "
                                + "nothing is in both, so nothing is allowed",
                        "In allowed_platforms of this layer keep at least one of douyin, xiaohongshu, "
                                + "or remove allowed_platforms from this layer"));
    }

    @Test
    void saysThatAnAllowListIsEmpty() {
        policy.layer("platform", "douyin", Map.of("allowed_platforms", List.of()));

        assertThat(found("allowed_platforms"))
                .extracting(Finding::problem)
                .containsExactly("allowed_platforms is an empty list, so nothing is allowed");
    }

    @Test
    void saysThatTheMinimumIsAboveTheMaximum() {
        policy.layer("system", "default", Map.of("max_posts", 3, "likes_min", 4));
        policy.layer("project", "p1", Map.of("min_posts", 5, "likes_max", 2));

        assertThat(found("min_posts"))
                .containsExactly(new Finding(
                        Finding.Kind.CONTRADICTORY,
                        "project layer (project/p1)",
                        "min_posts = 5 in the project layer (project/p1) is above max_posts = 3 in the "
                                + "system layer (system/default); no value satisfies both",
                        "Set min_posts to at most 3"));
        assertThat(found("likes_max")).extracting(Finding::proposal).containsExactly("Set likes_max to at least 4");
    }

    @Test
    void saysThatAnEntryIsAllowedAndDenied() {
        policy.layer("system", "default", Map.of("denied_intents", List.of("publish")));
        policy.layer("user", "u1", Map.of("allowed_intents", List.of("publish")));

        assertThat(found("denied_intents"))
                .extracting(Finding::proposal)
                .containsExactly("Remove publish from allowed_intents in this layer; if allowing is intended, "
                        + "have an administrator lift the denial in the system layer (system/default)");
    }

    @Test
    void saysThatARuleHasExpired() {
        policy.layer("project", "p1", Map.of("tone", "calm"), "2026-11-01T00:00:00.000Z");
        policy.add(Content.of(Map.of("scope", "user", "expired", true, "policy", Map.of("tone", List.of()))));

        assertThat(found("tone"))
                .extracting(Finding::problem)
                .containsExactly(
                        "Expired at 2026-11-01T00:00:00Z: tone = calm no longer has any effect",
                        "Expired: tone = (empty list) no longer has any effect");
    }

    @Test
    void saysWhatIsRedundantInLists() {
        policy.layer("system", "default", Map.of("denied_intents", List.of("a"), "allowed_intents", List.of("b")));
        policy.layer("project", "p1", Map.of("denied_intents", List.of("a")), LayersInTest.LATER);
        policy.layer("user", "u1", Map.of("allowed_intents", List.of("b", "c")));

        assertThat(found("denied_intents"))
                .containsExactly(new Finding(
                        Finding.Kind.REDUNDANT,
                        "project layer (project/p1)",
                        "Denied by the system layer (system/default) already, and here once more: a",
                        "Remove a from denied_intents in this layer, or wait until it expires (2026-12-01T00:00:00Z)"));
        assertThat(found("allowed_intents"))
                .extracting(Finding::problem)
                .containsExactly("Broader layers allow only b already; this list narrows nothing");
    }

    @Test
    void saysWhatIsWithoutEffectInLists() {
        policy.layer("system", "default", Map.of("allowed_intents", List.of("a", "b")));
        policy.layer("project", "p1", Map.of("allowed_intents", List.of("a", "c")));
        policy.layer("user", "u1", Map.of("allowed_intents", "a"));

        assertThat(found("allowed_intents"))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.UNREADABLE, Finding.Kind.SHADOWED);
    }

    @Test
    void saysWhatIsOverriddenOrSaidAgain() {
        policy.layer("system", "default", Map.of("tone", "calm", "max_runs", 1, "mood", "a"));
        policy.layer("project", "p1", Map.of("tone", "formal", "max_runs", 1, "mood", "b"));
        policy.layer("project", "p2", Map.of("mood", "c"));
        policy.layer("admin_override", "o1", Map.of("tone", "short"), LayersInTest.LATER);

        assertThat(found("tone"))
                .extracting(Finding::problem)
                .contains("tone = calm is overridden by short in the admin override (admin_override/o1)");
        assertThat(found("mood"))
                .extracting(Finding::proposal)
                .containsExactly(
                        "Check whether the exception is still wanted: if so, keep it; if not, remove mood from the "
                                + "project layer (project/p2)",
                        "Within a scope the one written last counts: remove mood from this layer");
        assertThat(found("max_runs"))
                .extracting(Finding::problem)
                .containsExactly(
                        "max_runs = 1 is the same as in the system layer (system/default) and changes nothing");
    }

    @Test
    void saysHowLongALongListIs() {
        List<String> entries =
                IntStream.range(0, 12).mapToObj(index -> "e" + index).toList();
        policy.layer("system", "default", Map.of("denied_intents", entries));
        policy.layer("elsewhere", "", Map.of("denied_intents", entries));

        assertThat(found("denied_intents")).singleElement().satisfies(finding -> {
            assertThat(finding.layer()).isEqualTo("layer (elsewhere)");
            assertThat(finding.problem()).endsWith("e8, e9 and others (12 in all)");
        });
    }

    @Test
    void namesEachKindInBothLanguages() {
        assertThat(Finding.Kind.values())
                .extracting(Finding.Kind::key, kind -> kind.in(Language.CHINESE), kind -> kind.in(Language.ENGLISH))
                .containsExactly(
                        tuple("contradictory", "矛盾", "Contradictory"),
                        tuple("expired", "过期", "Expired"),
                        tuple("redundant", "重复", "Redundant"),
                        tuple("overridden", "被覆盖", "Overridden"),
                        tuple("malformed", "格式", "Malformed"));
    }

    @Test
    void readsWhatAnEarlierStepWroteOfWhateverVersion() {
        for (Finding.Kind kind : Finding.Kind.values()) {
            Finding finding = new Finding(kind, "l", "p", "c");

            assertThat(Finding.of(Content.of(finding.asMap()))).isEqualTo(finding);
            assertThat(Finding.Kind.of(kind.in(Language.CHINESE))).isEqualTo(kind);
        }
        assertThatThrownBy(() -> Finding.Kind.of("odd")).hasMessage("'odd' is no kind of finding");
    }

    private List<Finding> found(String tag) {
        List<Finding> findings = policy.findings(tag, Language.ENGLISH);
        findings.forEach(
                finding -> ShownTexts.areEnglish(List.of(finding.layer(), finding.problem(), finding.proposal())));
        return findings;
    }
}
