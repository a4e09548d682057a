package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.plugin.testkit.FakeToolCall;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class OddDataTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Map<String, Object> DOUYIN = Map.of("platform", "douyin");

    private final InMemoryDocuments documents = new InMemoryDocuments();

    @Test
    void namesEveryKindOfOddRow() throws Exception {
        account("a");
        documents.put("accounts", "copy", Map.of("id", "a", "platform", "douyin", "focus", "true"));
        documents.put("accounts", "b", Map.of("id", "b", "focus", "true"));
        metric("a|1", "a", "2026-11-24", 1_000);
        metric("a|2", "a", "soon", 1_000);
        metric("a|3", "a", "2026-11-20", 1_000);
        metric("a|4", "a", "2026-11-20", 900);
        metric("x|1", "x", "2026-11-20", 1_000);
        documents.put("account_metrics", "a|2026-11-19", Map.of("views", "很多"));

        ToolResult result = done(new AccountChangesTool());

        assertThat(table(result, "数据问题").rows())
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactlyInAnyOrder(
                        "账号 id 重复，只用第一个 1",
                        "账号没有写明平台，按适用于所有平台处理 1",
                        "指标行的日期在未来，已略过 1",
                        "指标行的日期读不出来（应像 2026-01-31），已略过 1",
                        "同一账号同一天有多行，只用第一行 1",
                        "指标行的账号不在 accounts 里，已略过 1",
                        "指标不是数字（或为负数），该值不参与计算 1");
        assertThat(table(result, "无法判断的账号").rows()).hasSize(2);
    }

    @Test
    void saysToBringDataFirstWhenNothingCanBeJudged() throws Exception {
        account("a");
        metric("a|1", "a", "2026-11-20", 1_000);
        ToolResult changes = done(new AccountChangesTool());

        ToolOutcome outcome = new NextStepTool()
                .call(FakeToolCall.on(documents, NOW).after(AccountChangesTool.KEY, changes.output()));

        assertThat(((ToolOutcome.Done) outcome).result().summary()).startsWith("先补齐数据");
    }

    @Test
    void keepsThePaceWhenNothingChanged() throws Exception {
        account("a");
        for (int age = 0; age < 20; age++) {
            metric("a|" + age, "a", TODAY.minusDays(age).toString(), 1_000);
        }
        ToolResult changes = done(new AccountChangesTool());

        ToolOutcome outcome = new NextStepTool()
                .call(FakeToolCall.on(documents, NOW).after(AccountChangesTool.KEY, changes.output()));

        assertThat(((ToolOutcome.Done) outcome).result().summary()).startsWith("保持现在的节奏");
    }

    @Test
    void failsWithAReasonWhenTheStepBeforeIsMissing() {
        ToolOutcome outcome = new NextStepTool().call(FakeToolCall.on(documents, NOW));

        assertThat(((ToolOutcome.Failed) outcome).reason()).contains("检查重点账号变化");
    }

    @Test
    void everyToolNamesMissingData() throws Exception {
        for (AgentTool tool : new DashboardHandoff().tools()) {
            ToolOutcome outcome = tool.call(FakeToolCall.on(documents, NOW).with(DOUYIN));

            assertThat(outcome).as(tool.descriptor().key()).isInstanceOf(ToolOutcome.Failed.class);
        }
    }

    @Test
    void reviewsTheWeekOfTheLatestPieceWhenTheLastWeekIsEmpty() throws Exception {
        account("a");
        documents.put(
                "contents", "c", Map.of("account_id", "a", "published_at", "2026-11-01", "views", 500, "likes", "9"));
        documents.put("contents", "d", Map.of("account_id", "a", "published_at", "2027-01-01", "views", 500));
        documents.put("contents", "e", Map.of("account_id", "a", "published_at", "2026-11-02", "views", "多"));

        ToolResult result = done(new WeekReviewTool());

        assertThat(result.summary()).contains("2026-10-26 至 2026-11-01").contains("没有单条排名");
        assertThat(table(result, "数据问题").rows()).hasSize(2);
    }

    @Test
    void namesContentsThatAreAllTooOld() throws Exception {
        account("a");
        documents.put("contents", "c", Map.of("account_id", "a", "published_at", "2020-01-01", "views", 500));

        ToolOutcome outcome =
                new WeekReviewTool().call(FakeToolCall.on(documents, NOW).with(DOUYIN));

        assertThat(((ToolOutcome.Failed) outcome).reason()).contains("最近 63 天没有抖音作品");
    }

    @Test
    void writesGapsAsCsvThatCanBeImported() throws Exception {
        documents.put("accounts", "a", Map.of("id", "a,\"1\"", "platform", "douyin"));
        metric("m", "a,\"1\"", "2026-11-21", 1_000);

        ToolResult result = done(new MetricGapsTool());

        assertThat(result.output())
                .containsEntry(
                        "csv",
                        "account_id,date,followers,views,likes,comments,shares\r\n"
                                + "\"a,\"\"1\"\"\",2026-11-22,,,,,\r\n");
    }

    @Test
    void stopsWhenAPersonCancels() {
        account("a");
        metric("a|1", "a", "2026-11-20", 1_000);

        assertThatThrownBy(() -> new AccountChangesTool()
                        .call(FakeToolCall.on(documents, NOW).with(DOUYIN).cancelled()))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void checksTenThousandAccountsInSeconds() throws Exception {
        for (int index = 0; index < 10_000; index++) {
            account("account-%05d".formatted(index));
            for (int age = 0; age < 30; age++) {
                String day = TODAY.minusDays(age).toString();
                metric("account-%05d|%s".formatted(index, day), "account-%05d".formatted(index), day, 1_000 + age);
            }
        }
        FakeToolCall call = FakeToolCall.on(documents, NOW).with(DOUYIN);
        long before = System.nanoTime();

        ToolOutcome outcome = new AccountChangesTool().call(call);
        ToolOutcome gaps = new MetricGapsTool().call(call);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        assertThat(((ToolOutcome.Done) outcome).result().output()).containsEntry("accounts_checked", 10_000);
        assertThat(((ToolOutcome.Done) gaps).result().output()).containsEntry("rows_missing", 0L);
        assertThat(call.progressTexts()).contains("已读取 300000 / 300000 行指标", "已检查 10000 / 10000 个账号");
    }

    private ToolResult done(AgentTool tool) throws Exception {
        ToolOutcome outcome = tool.call(FakeToolCall.on(documents, NOW).with(DOUYIN));
        assertThat(outcome).isInstanceOf(ToolOutcome.Done.class);
        return ((ToolOutcome.Done) outcome).result();
    }

    private static ToolResult.Table table(ToolResult result, String title) {
        List<ToolResult.Table> tables = result.tables().stream()
                .filter(table -> table.title().equals(title))
                .toList();
        assertThat(tables).as(title).hasSize(1);
        return tables.getFirst();
    }

    private void account(String id) {
        documents.put("accounts", id, Map.of("id", id, "platform", "douyin", "focus", "true"));
    }

    private void metric(String key, String account, String date, int views) {
        documents.put(
                "account_metrics",
                key,
                Map.of("account_id", account, "date", date, "views", String.valueOf(views), "likes", "50"));
    }
}
