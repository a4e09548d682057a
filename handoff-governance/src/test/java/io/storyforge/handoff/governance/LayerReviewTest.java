package io.storyforge.handoff.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.storyforge.runtime.spi.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LayerReviewTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final String LATER = "2026-12-01T00:00:00.000Z";

    private final List<Content> layers = new ArrayList<>();

    @Test
    void findsNothingInASingleRule() {
        layer("system", "default", Map.of("denied_intents", List.of("publish")));

        assertThat(findings("denied_intents")).isEmpty();
    }

    @Test
    void findsADenialThatABroaderLayerMakesToo() {
        layer("system", "default", Map.of("denied_intents", List.of("publish", "delete")));
        layer("project", "p1", Map.of("denied_intents", List.of("publish", "like")));

        assertThat(findings("denied_intents"))
                .containsExactly(new Finding(
                        "重复",
                        "项目层（project/p1）",
                        "publish 已由系统层（system/default）拒绝，这里重复了一次",
                        "从该层的 denied_intents 删去 publish"));
    }

    @Test
    void keepsADenialThatOutlastsTheBroaderOne() {
        layer("system", "default", Map.of("denied_intents", List.of("publish")), LATER);
        layer("project", "p1", Map.of("denied_intents", List.of("publish")));

        assertThat(findings("denied_intents")).isEmpty();
    }

    @Test
    void findsAValueThatALaterLayerOverrides() {
        layer("system", "default", Map.of("max_runs", 10));
        layer("project", "p1", Map.of("max_runs", 5));

        assertThat(findings("max_runs")).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("被覆盖");
            assertThat(finding.layer()).isEqualTo("系统层（system/default）");
            assertThat(finding.problem()).isEqualTo("max_runs = 10 被项目层（project/p1）的 5 覆盖");
            assertThat(finding.proposal()).contains("确认是否仍要例外");
        });
    }

    @Test
    void leavesATemporaryOverrideAlone() {
        layer("system", "default", Map.of("tone", "calm"));
        layer("admin_override", "o1", Map.of("tone", "formal"), LATER);

        assertThat(findings("tone"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.proposal()).startsWith("覆盖到 2026-12-01T00:00:00Z 为止，之后恢复"));
    }

    @Test
    void saysThatOfTwoLayersOfOneScopeTheLaterCounts() {
        layer("admin_override", "o1", Map.of("tone", "calm"));
        layer("admin_override", "o2", Map.of("tone", "formal"));

        assertThat(findings("tone")).extracting(Finding::proposal).containsExactly("同一级别里后写的生效：从该层删去 tone");
    }

    @Test
    void findsAValueThatSaysTheSameAgain() {
        layer("system", "default", Map.of("max_runs", 10));
        layer("project", "p1", Map.of("max_runs", 10.0));

        assertThat(findings("max_runs"))
                .extracting(Finding::kind, Finding::layer)
                .containsExactly(tuple("重复", "项目层（project/p1）"));
    }

    @Test
    void keepsAValueThatRestoresABroaderOne() {
        layer("system", "default", Map.of("max_runs", 10));
        layer("project", "p1", Map.of("max_runs", 5));
        layer("user", "u1", Map.of("max_runs", 10));

        assertThat(findings("max_runs"))
                .extracting(Finding::kind, Finding::layer)
                .containsExactly(tuple("被覆盖", "项目层（project/p1）"));
    }

    @Test
    void findsAllowListsWithNothingInCommon() {
        layer("system", "default", Map.of("allowed_platforms", List.of("douyin", "xiaohongshu")));
        layer("project", "p1", Map.of("allowed_platforms", List.of("kuaishou")));

        assertThat(findings("allowed_platforms")).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("矛盾");
            assertThat(finding.problem())
                    .isEqualTo("allowed_platforms 只允许 kuaishou，而更宽的层只允许 douyin、xiaohongshu，没有共同的项，结果什么都不允许");
        });
    }

    @Test
    void findsAnEmptyAllowList() {
        layer("project", "p1", Map.of("allowed_platforms", List.of()));

        assertThat(findings("allowed_platforms"))
                .extracting(Finding::problem)
                .containsExactly("allowed_platforms 是空清单，什么都不允许");
    }

    @Test
    void findsAnAllowanceThatABroaderLayerDoesNotGive() {
        layer("system", "default", Map.of("allowed_platforms", List.of("douyin", "xiaohongshu")));
        layer("project", "p1", Map.of("allowed_platforms", List.of("douyin", "kuaishou")));

        assertThat(findings("allowed_platforms"))
                .extracting(Finding::kind, Finding::problem)
                .containsExactly(tuple("被覆盖", "kuaishou 虽在这个清单里，但更宽的层不允许，不起作用"));
    }

    @Test
    void findsAnAllowListThatNarrowsNothing() {
        layer("system", "default", Map.of("allowed_platforms", List.of("douyin")));
        layer("project", "p1", Map.of("allowed_platforms", List.of("kuaishou", "douyin")));

        assertThat(findings("allowed_platforms")).extracting(Finding::kind).containsExactly("重复");
    }

    @Test
    void findsNothingInAListThatNarrows() {
        layer("system", "default", Map.of("allowed_platforms", List.of("douyin", "kuaishou")));
        layer("project", "p1", Map.of("allowed_platforms", List.of("douyin")));

        assertThat(findings("allowed_platforms")).isEmpty();
    }

    @Test
    void findsAnIntentThatIsAllowedAndDeniedFromEitherTag() {
        layer("system", "default", Map.of("denied_intents", List.of("publish")));
        layer("project", "p1", Map.of("allowed_intents", List.of("publish", "track_account")));

        String problem = "allowed_intents 允许 publish，而系统层（system/default）的 denied_intents 拒绝它；按拒绝处理";
        assertThat(findings("denied_intents"))
                .extracting(Finding::kind, Finding::problem)
                .containsExactly(tuple("矛盾", problem));
        assertThat(findings("allowed_intents")).extracting(Finding::problem).containsExactly(problem);
    }

    @Test
    void findsAMinimumAboveTheMaximum() {
        layer("system", "default", Map.of("max_posts", 3));
        layer("project", "p1", Map.of("min_posts", "5"));

        assertThat(findings("min_posts"))
                .containsExactly(new Finding(
                        "矛盾",
                        "项目层（project/p1）",
                        "min_posts = 5（项目层（project/p1））大于 max_posts = 3（系统层（system/default）），没有值能同时满足",
                        "把 min_posts 改到不大于 3"));
        assertThat(findings("max_posts")).hasSize(1);
    }

    @Test
    void findsAMaximumThatWasLoweredBelowTheMinimum() {
        layer("system", "default", Map.of("posts_min", 4));
        layer("project", "p1", Map.of("posts_max", 2));

        assertThat(findings("posts_max")).extracting(Finding::proposal).containsExactly("把 posts_max 改到不小于 4");
    }

    @Test
    void findsNothingWhenTheLimitsFitOrAreNoNumbers() {
        layer("system", "default", Map.of("min_posts", 3, "max_posts", 3, "min_tone", "a", "max_tone", "b"));

        assertThat(findings("min_posts")).isEmpty();
        assertThat(findings("min_tone")).isEmpty();
    }

    @Test
    void findsExpiredRulesAndLeavesThemOutOfTheRest() {
        layer("system", "default", Map.of("denied_intents", List.of("publish")));
        layer("project", "p1", Map.of("denied_intents", List.of("publish")), "2026-11-01T00:00:00.000Z");
        Map<String, Object> flagged = new LinkedHashMap<>(Map.of("scope", "user", "key", "u1", "expired", true));
        flagged.put("policy", Map.of("denied_intents", List.of("publish")));
        layers.add(Content.of(flagged));

        assertThat(findings("denied_intents"))
                .extracting(Finding::kind, Finding::layer)
                .containsExactly(tuple("过期", "项目层（project/p1）"), tuple("过期", "用户层（user/u1）"));
    }

    @Test
    void namesListsThatAreNone() {
        layer("system", "default", Map.of("denied_intents", "publish"));
        layer("project", "p1", Map.of("denied_intents", List.of("publish", 7)));

        assertThat(findings("denied_intents"))
                .extracting(Finding::kind, Finding::layer)
                .containsExactly(
                        tuple("格式", "系统层（system/default）"),
                        tuple("格式", "项目层（project/p1）"),
                        tuple("重复", "项目层（project/p1）"));
    }

    @Test
    void listsTheTagsOfAllLayers() {
        layer("system", "default", Map.of("tone", "calm", "denied_intents", List.of()));
        layer("project", "p1", Map.of("max_runs", 1), "2020-01-01T00:00:00.000Z");

        assertThat(LayerReview.of(layers, NOW).tags()).containsExactly("denied_intents", "max_runs", "tone");
    }

    @Test
    void putsUpWithLayersThatLackEverything() {
        layers.add(Content.empty());
        layers.add(Content.of(Map.of("policy", Map.of("tone", Map.of("voice", "calm")), "valid_until", "bald")));

        assertThat(findings("tone")).isEmpty();
    }

    private List<Finding> findings(String tag) {
        return LayerReview.of(layers, NOW).findings(tag);
    }

    private void layer(String scope, String key, Map<String, Object> policy) {
        layers.add(Content.of(Map.of("scope", scope, "key", key, "policy", policy, "expired", false)));
    }

    private void layer(String scope, String key, Map<String, Object> policy, String until) {
        layers.add(Content.of(Map.of("scope", scope, "key", key, "policy", policy, "valid_until", until)));
    }
}
