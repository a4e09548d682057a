package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeToolCall;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.plugin.testkit.ShownTexts;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run in English says when a step cannot be done, and what does not depend on the language. */
final class EnglishFailuresTest {
    private static final Map<String, Object> DOUYIN = Map.of("platform", "douyin");

    @Test
    void everyToolNamesMissingDataInEnglish() throws Exception {
        for (AgentTool tool : new DashboardHandoff().tools()) {
            assertThat(failed(tool, new InMemoryDocuments(), DOUYIN))
                    .as(tool.descriptor().key())
                    .startsWith("The ");
        }
    }

    @Test
    void namesMissingMetricsInEnglish() throws Exception {
        assertThat(failed(new AccountChangesTool(), AsciiProject.calm().drop("account_metrics"), DOUYIN))
                .startsWith("The project has no daily metrics of accounts. Import account_metrics ");
    }

    @Test
    void namesAnUnknownAccountAndAPlatformWithoutAccountsInEnglish() throws Exception {
        Map<String, Object> nobody = Map.of("platform", "douyin", "account", "nobody");
        Map<String, Object> weibo = Map.of("platform", "weibo");

        for (AgentTool tool : List.of(new ProjectContextTool(), new AccountChangesTool())) {
            assertThat(failed(tool, AsciiProject.calm(), nobody)).contains("no account “nobody”", "such as: calm.");
            assertThat(failed(tool, AsciiProject.calm(), weibo)).contains("no account on Weibo", "accounts: Douyin.");
        }
    }

    @Test
    void namesTheStepThatThePlanLacksInEnglish() throws Exception {
        assertThat(failed(new NextStepTool(), AsciiProject.calm(), DOUYIN))
                .isEqualTo("The plan lacks the step “Check key accounts for changes” (tool"
                        + " dashboard.account-changes), so there is nothing to decide by."
                        + " Hand it over to OneLiner again.");
    }

    @Test
    void saysInEnglishThatContentsAreTooOldOrOdd() throws Exception {
        InMemoryDocuments documents = AsciiProject.calm();
        documents.put("contents", "c", Map.of("account_id", "calm", "published_at", "2020-01-01", "views", 500));

        assertThat(failed(new WeekReviewTool(), documents, DOUYIN))
                .isEqualTo("The last 63 days hold no content to review (Douyin)."
                        + " Import newer contents, or choose another platform.");

        documents.put("contents", "d", Map.of("account_id", "calm", "published_at", "2027-01-01", "views", 500));

        assertThat(failed(new WeekReviewTool(), documents, DOUYIN))
                .endsWith(" (Piece with a publishing date in the future; left out: 1)");
    }

    @Test
    void saysInEnglishThatTheLatestWeekIsOldAndNotRanked() throws Exception {
        InMemoryDocuments documents = AsciiProject.calm();
        documents.put("contents", "c", Map.of("account_id", "calm", "published_at", "2026-11-01", "views", 500));

        ToolOutcome outcome = new WeekReviewTool().call(english(documents).with(DOUYIN));

        ShownTexts.areEnglish(ShownTexts.of(outcome));
        assertThat(((ToolOutcome.Done) outcome).result().summary())
                .isEqualTo("Douyin, 2026-10-26 to 2026-11-01: pieces published 1, median engagement rate 0.00%;"
                        + " the 28 days before: pieces 0, median —."
                        + " The last 7 days have no new content, so the review ends with the latest piece."
                        + " Fewer than 5 pieces can be compared (with at least 100 views),"
                        + " so single pieces are not ranked.");
    }

    @Test
    void saysInEnglishThatNoAccountIsMarkedAsFocus() throws Exception {
        InMemoryDocuments documents = AsciiProject.calm();
        documents.put("accounts", "calm", Map.of("id", "calm", "platform", "douyin"));

        ToolOutcome outcome = new ProjectContextTool().call(english(documents).with(DOUYIN));

        assertThat(((ToolOutcome.Done) outcome).result().summary())
                .isEqualTo("In the project: accounts 1, rows of daily metrics 31, pieces of content 0."
                        + " This time: Douyin, accounts 1 (no account is marked as a key account, so all count;"
                        + " mark one with focus = true in accounts).");
    }

    @Test
    void whatOtherStepsReadDoesNotDependOnTheLanguage() throws Exception {
        for (AgentTool tool : List.of(
                new ProjectContextTool(), new AccountChangesTool(), new WeekReviewTool(), new MetricGapsTool())) {
            assertThat(comparable(tool, Language.ENGLISH))
                    .as(tool.descriptor().key())
                    .isNotEmpty()
                    .isEqualTo(comparable(tool, Language.CHINESE));
        }
    }

    /** The output without the explanations of changes, which are words for people. */
    private static Map<String, Object> comparable(AgentTool tool, Language language) throws Exception {
        ToolOutcome outcome = tool.call(FakeToolCall.on(AsciiProject.full(), AsciiProject.NOW)
                .with(DOUYIN)
                .in(language));
        Map<String, Object> output =
                new LinkedHashMap<>(((ToolOutcome.Done) outcome).result().output());
        output.computeIfPresent(
                "changes",
                (name, changes) -> ((List<?>) changes)
                        .stream()
                                .map(change -> {
                                    Map<Object, Object> fields = new LinkedHashMap<>((Map<?, ?>) change);
                                    assertThat(fields.remove("explanation")).isNotNull();
                                    return fields;
                                })
                                .toList());
        return output;
    }

    private static String failed(AgentTool tool, InMemoryDocuments documents, Map<String, Object> arguments)
            throws Exception {
        ToolOutcome outcome = tool.call(english(documents).with(arguments));
        assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
        String reason = ((ToolOutcome.Failed) outcome).reason();
        Said.isPlainEnglish(reason);
        return reason;
    }

    private static FakeToolCall english(InMemoryDocuments documents) {
        return FakeToolCall.on(documents, AsciiProject.NOW).in(Language.ENGLISH);
    }
}
