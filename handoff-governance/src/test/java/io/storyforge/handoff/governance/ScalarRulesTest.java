package io.storyforge.handoff.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScalarRulesTest {
    private final LayersInTest policy = new LayersInTest();

    @Test
    void findsAValueThatALaterLayerOverrides() {
        policy.layer("system", "default", Map.of("max_runs", 10));
        policy.layer("project", "p1", Map.of("max_runs", 5));

        assertThat(policy.findings("max_runs")).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.SHADOWED);
            assertThat(finding.layer()).isEqualTo("系统层（system/default）");
            assertThat(finding.problem()).isEqualTo("max_runs = 10 被项目层（project/p1）的 5 覆盖");
            assertThat(finding.proposal()).contains("确认是否仍要例外");
        });
    }

    @Test
    void leavesATemporaryOverrideAlone() {
        policy.layer("system", "default", Map.of("tone", "calm"));
        policy.layer("admin_override", "o1", Map.of("tone", "formal"), LayersInTest.LATER);

        assertThat(policy.findings("tone"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.proposal()).startsWith("覆盖到 2026-12-01T00:00:00Z 为止，之后恢复"));
    }

    @Test
    void saysThatOfTwoLayersOfOneScopeTheLaterCounts() {
        policy.layer("admin_override", "o1", Map.of("tone", "calm"));
        policy.layer("admin_override", "o2", Map.of("tone", "formal"));

        assertThat(policy.findings("tone")).extracting(Finding::proposal).containsExactly("同一级别里后写的生效：从该层删去 tone");
    }

    @Test
    void findsAValueThatSaysTheSameAgain() {
        policy.layer("system", "default", Map.of("max_runs", 10));
        policy.layer("project", "p1", Map.of("max_runs", 10.0));

        assertThat(policy.findings("max_runs"))
                .extracting(Finding::kind, Finding::layer)
                .containsExactly(tuple(Finding.Kind.REDUNDANT, "项目层（project/p1）"));
    }

    @Test
    void keepsAValueThatRestoresABroaderOne() {
        policy.layer("system", "default", Map.of("max_runs", 10));
        policy.layer("project", "p1", Map.of("max_runs", 5));
        policy.layer("user", "u1", Map.of("max_runs", 10));

        assertThat(policy.findings("max_runs"))
                .extracting(Finding::kind, Finding::layer)
                .containsExactly(tuple(Finding.Kind.SHADOWED, "项目层（project/p1）"));
    }
}
