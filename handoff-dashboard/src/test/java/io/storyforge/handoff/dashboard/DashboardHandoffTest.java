package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeContext;
import io.storyforge.plugin.testkit.FakeRequest;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.RunDraft;
import java.time.Instant;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class DashboardHandoffTest {
    private final DashboardHandoff source = new DashboardHandoff();
    private final InMemoryDocuments documents = new InMemoryDocuments()
            .put("accounts", "a", Map.of("id", "a", "name", "甲", "platform", "抖音", "focus", "true"))
            .put("account_metrics", "a|2026-11-22", Map.of("account_id", "a", "date", "2026-11-22", "views", "1"))
            .put("contents", "c", Map.of("id", "c", "published_at", "2026-11-22"));

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(HandoffSource.class)).hasAtLeastOneElementOfType(DashboardHandoff.class);
    }

    @Test
    void draftsTheThreeStepsOfTheFollowUp() {
        RunDraft draft = drafted(FakeRequest.press("homepage-primary-action"));

        assertThat(draft.title()).isEqualTo("跟进重点账号 · 抖音");
        assertThat(draft.intentKey()).isEqualTo("track_account");
        assertThat(draft.platform()).isEqualTo("douyin");
        assertThat(draft.steps()).extracting(RunDraft.Step::title).containsExactly("读取当前项目上下文", "检查重点账号变化", "决定下一步");
        assertThat(draft.steps())
                .extracting(step -> step.tool().orElse(""))
                .containsExactly("dashboard.project-context", "dashboard.account-changes", "dashboard.next-step");
    }

    @Test
    void namesOnlyToolsItBrings() {
        assertThat(source.tools().stream().map(tool -> tool.descriptor().key()))
                .contains("dashboard.project-context", "dashboard.account-changes", "dashboard.next-step");
        assertThat(source.tools()).noneMatch(DashboardHandoffTest::changesSomething);
    }

    @Test
    void prefersThePlatformOfThePage() {
        documents.put("accounts", "b", Map.of("id", "b", "platform", "xiaohongshu"));

        RunDraft draft = drafted(FakeRequest.press("homepage-primary-action").on("xiaohongshu"));

        assertThat(draft.platform()).isEqualTo("xiaohongshu");
    }

    @Test
    void followsUpOneAccountByName() {
        RunDraft draft = drafted(FakeRequest.press("homepage-primary-action").with("account", "甲"));

        assertThat(draft.title()).isEqualTo("跟进 甲");
        assertThat(draft.steps().getFirst().arguments()).containsEntry("account", "甲");
    }

    @Test
    void followsUpAnAccountOnItsOwnPlatform() {
        documents.put("accounts", "b", Map.of("id", "b", "platform", "小红书"));

        RunDraft draft = drafted(FakeRequest.press("homepage-primary-action").with("account", "b"));

        assertThat(draft.platform()).isEqualTo("xiaohongshu");
    }

    @Test
    void declinesAnUnknownAccount() {
        assertThat(declined(FakeRequest.press("homepage-primary-action").with("account", "无".repeat(3_000))))
                .contains("项目里没有账号")
                .contains("甲");
    }

    @Test
    void declinesAPlatformWithoutAccounts() {
        assertThat(declined(FakeRequest.press("homepage-primary-action").on("x".repeat(10_000))))
                .contains("有账号的平台：抖音");
    }

    @Test
    void declinesWithoutAProject() {
        assertThat(declined(FakeRequest.press("homepage-primary-action").withoutProject()))
                .contains("选择一个项目");
    }

    @Test
    void declinesWithoutAccountsAndSaysHowToBringThem() {
        documents.drop("accounts");

        assertThat(declined(FakeRequest.press("homepage-primary-action")))
                .contains("导入 accounts")
                .contains("POST /v2/projects/{项目 id}/documents/accounts");
    }

    @Test
    void declinesWithoutMetrics() {
        documents.drop("account_metrics");

        assertThat(declined(FakeRequest.press("homepage-primary-action"))).contains("account_metrics");
    }

    @Test
    void draftsTheReviewAndTheGaps() {
        assertThat(drafted(secondary("review-week")).intentKey()).isEqualTo("review_content");
        assertThat(drafted(secondary("fill-gaps")).intentKey()).isEqualTo("fill_data_gaps");
        assertThat(drafted(secondary("fill-gaps").on("p".repeat(500))).platform())
                .hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void declinesTheReviewWithoutContentsAndTheGapsWithoutAccounts() {
        documents.drop("contents").drop("accounts");

        assertThat(declined(secondary("review-week"))).contains("contents");
        assertThat(declined(secondary("fill-gaps"))).contains("accounts");
    }

    @Test
    void namesTheKnownKinds() {
        assertThat(declined(secondary("dance")))
                .contains("dance")
                .contains("复盘近 7 天内容表现")
                .contains("补齐缺失数据");
        assertThat(declined(FakeRequest.press("homepage-secondary-action")))
                .contains("review-week")
                .contains("fill-gaps");
    }

    @Test
    void offersEachKindAsAButton() {
        assertThat(source.descriptor()
                        .action("homepage-secondary-action")
                        .orElseThrow()
                        .offers())
                .extracting(offer -> drafted(FakeRequest.press("homepage-secondary-action")
                                .with("kind", offer.fields().getOrDefault("kind", "")))
                        .title())
                .containsExactly("复盘近 7 天内容表现 · 全部平台", "补齐缺失数据 · 全部平台");
    }

    private static boolean changesSomething(AgentTool tool) {
        return tool.descriptor().effect().changesSomething();
    }

    private static FakeRequest secondary(String kind) {
        return FakeRequest.press("homepage-secondary-action").with("kind", kind);
    }

    private RunDraft drafted(FakeRequest request) {
        HandoffOutcome outcome = press(request);
        assertThat(outcome).isInstanceOf(HandoffOutcome.Drafted.class);
        return ((HandoffOutcome.Drafted) outcome).draft();
    }

    private String declined(FakeRequest request) {
        HandoffOutcome outcome = press(request);
        assertThat(outcome).isInstanceOf(HandoffOutcome.Declined.class);
        return ((HandoffOutcome.Declined) outcome).reason();
    }

    private HandoffOutcome press(FakeRequest request) {
        return source.handOff(request, FakeContext.of(documents, Instant.parse("2026-11-23T09:30:00Z")));
    }
}
