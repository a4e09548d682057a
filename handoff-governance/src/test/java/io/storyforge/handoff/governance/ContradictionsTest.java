package io.storyforge.handoff.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContradictionsTest {
    private final LayersInTest policy = new LayersInTest();

    @Test
    void findsAllowListsWithNothingInCommon() {
        policy.layer("system", "default", Map.of("allowed_platforms", List.of("douyin", "xiaohongshu")));
        policy.layer("project", "p1", Map.of("allowed_platforms", List.of("kuaishou")));

        assertThat(policy.findings("allowed_platforms")).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.CONTRADICTORY);
            assertThat(finding.problem())
                    .isEqualTo("allowed_platforms 只允许 kuaishou，而更宽的层只允许 douyin、xiaohongshu，没有共同的项，结果什么都不允许");
        });
    }

    @Test
    void findsAnEmptyAllowList() {
        policy.layer("project", "p1", Map.of("allowed_platforms", List.of()));

        assertThat(policy.findings("allowed_platforms"))
                .extracting(Finding::problem)
                .containsExactly("allowed_platforms 是空清单，什么都不允许");
    }

    @Test
    void findsAnIntentThatIsAllowedAndDeniedFromEitherTag() {
        policy.layer("system", "default", Map.of("denied_intents", List.of("publish")));
        policy.layer("project", "p1", Map.of("allowed_intents", List.of("publish", "track_account")));

        String problem = "allowed_intents 允许 publish，而系统层（system/default）的 denied_intents 拒绝它；按拒绝处理";
        assertThat(policy.findings("denied_intents"))
                .extracting(Finding::kind, Finding::problem)
                .containsExactly(tuple(Finding.Kind.CONTRADICTORY, problem));
        assertThat(policy.findings("allowed_intents"))
                .extracting(Finding::problem)
                .containsExactly(problem);
    }

    @Test
    void findsAMinimumAboveTheMaximum() {
        policy.layer("system", "default", Map.of("max_posts", 3));
        policy.layer("project", "p1", Map.of("min_posts", "5"));

        assertThat(policy.findings("min_posts"))
                .containsExactly(new Finding(
                        Finding.Kind.CONTRADICTORY,
                        "项目层（project/p1）",
                        "min_posts = 5（项目层（project/p1））大于 max_posts = 3（系统层（system/default）），没有值能同时满足",
                        "把 min_posts 改到不大于 3"));
        assertThat(policy.findings("max_posts")).hasSize(1);
    }

    @Test
    void findsAMaximumThatWasLoweredBelowTheMinimum() {
        policy.layer("system", "default", Map.of("posts_min", 4));
        policy.layer("project", "p1", Map.of("posts_max", 2));

        assertThat(policy.findings("posts_max")).extracting(Finding::proposal).containsExactly("把 posts_max 改到不小于 4");
    }

    @Test
    void findsNothingWhenTheLimitsFitOrAreNoNumbers() {
        policy.layer("system", "default", Map.of("min_posts", 3, "max_posts", 3, "min_tone", "a", "max_tone", "b"));

        assertThat(policy.findings("min_posts")).isEmpty();
        assertThat(policy.findings("min_tone")).isEmpty();
    }
}
