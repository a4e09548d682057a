package io.storyforge.handoff.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.storyforge.runtime.spi.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LayerReviewTest {
    private final LayersInTest policy = new LayersInTest();

    @Test
    void findsNothingInASingleRule() {
        policy.layer("system", "default", Map.of("denied_intents", List.of("publish")));

        assertThat(policy.findings("denied_intents")).isEmpty();
    }

    @Test
    void findsADenialThatABroaderLayerMakesToo() {
        policy.layer("system", "default", Map.of("denied_intents", List.of("publish", "delete")));
        policy.layer("project", "p1", Map.of("denied_intents", List.of("publish", "like")));

        assertThat(policy.findings("denied_intents"))
                .containsExactly(new Finding(
                        Finding.Kind.REDUNDANT,
                        "项目层（project/p1）",
                        "publish 已由系统层（system/default）拒绝，这里重复了一次",
                        "从该层的 denied_intents 删去 publish"));
    }

    @Test
    void keepsADenialThatOutlastsTheBroaderOne() {
        policy.layer("system", "default", Map.of("denied_intents", List.of("publish")), LayersInTest.LATER);
        policy.layer("project", "p1", Map.of("denied_intents", List.of("publish")));

        assertThat(policy.findings("denied_intents")).isEmpty();
    }

    @Test
    void findsAnAllowanceThatABroaderLayerDoesNotGive() {
        policy.layer("system", "default", Map.of("allowed_platforms", List.of("douyin", "xiaohongshu")));
        policy.layer("project", "p1", Map.of("allowed_platforms", List.of("douyin", "kuaishou")));

        assertThat(policy.findings("allowed_platforms"))
                .extracting(Finding::kind, Finding::problem)
                .containsExactly(tuple(Finding.Kind.SHADOWED, "kuaishou 虽在这个清单里，但更宽的层不允许，不起作用"));
    }

    @Test
    void findsAnAllowListThatNarrowsNothing() {
        policy.layer("system", "default", Map.of("allowed_platforms", List.of("douyin")));
        policy.layer("project", "p1", Map.of("allowed_platforms", List.of("kuaishou", "douyin")));

        assertThat(policy.findings("allowed_platforms"))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.REDUNDANT);
    }

    @Test
    void findsNothingInAListThatNarrows() {
        policy.layer("system", "default", Map.of("allowed_platforms", List.of("douyin", "kuaishou")));
        policy.layer("project", "p1", Map.of("allowed_platforms", List.of("douyin")));

        assertThat(policy.findings("allowed_platforms")).isEmpty();
    }

    @Test
    void findsExpiredRulesAndLeavesThemOutOfTheRest() {
        policy.layer("system", "default", Map.of("denied_intents", List.of("publish")));
        policy.layer("project", "p1", Map.of("denied_intents", List.of("publish")), "2026-11-01T00:00:00.000Z");
        Map<String, Object> flagged = new LinkedHashMap<>(Map.of("scope", "user", "key", "u1", "expired", true));
        flagged.put("policy", Map.of("denied_intents", List.of("publish")));
        policy.add(Content.of(flagged));

        assertThat(policy.findings("denied_intents"))
                .extracting(Finding::kind, Finding::layer)
                .containsExactly(
                        tuple(Finding.Kind.EXPIRED, "项目层（project/p1）"), tuple(Finding.Kind.EXPIRED, "用户层（user/u1）"));
    }

    @Test
    void namesListsThatAreNone() {
        policy.layer("system", "default", Map.of("denied_intents", "publish"));
        policy.layer("project", "p1", Map.of("denied_intents", List.of("publish", 7)));

        assertThat(policy.findings("denied_intents"))
                .extracting(Finding::kind, Finding::layer)
                .containsExactly(
                        tuple(Finding.Kind.UNREADABLE, "系统层（system/default）"),
                        tuple(Finding.Kind.UNREADABLE, "项目层（project/p1）"));
    }

    @Test
    void listsTheTagsOfAllLayers() {
        policy.layer("system", "default", Map.of("tone", "calm", "denied_intents", List.of()));
        policy.layer("project", "p1", Map.of("max_runs", 1), "2020-01-01T00:00:00.000Z");

        assertThat(policy.review().tags()).containsExactly("denied_intents", "max_runs", "tone");
    }

    @Test
    void putsUpWithLayersThatLackEverything() {
        policy.add(Content.empty());
        policy.add(Content.of(Map.of("policy", Map.of("tone", Map.of("voice", "calm")), "valid_until", "bald")));

        assertThat(policy.findings("tone")).isEmpty();
    }

    @Test
    void doesNotTakeASingleTextForAnEmptyAllowList() {
        policy.layer("project", "p1", Map.of("allowed_platforms", "douyin"));

        assertThat(policy.findings("allowed_platforms"))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.UNREADABLE);
    }
}
