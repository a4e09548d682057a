package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeToolCall;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.plugin.testkit.ShownTexts;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the steps of a run in English say. */
final class EnglishResultsTest {
    private static final Map<String, Object> DOUYIN = Map.of("platform", "douyin");
    private static final Map<String, Object> ALL = Map.of("platform", "", "all_accounts", true);

    @Test
    void everyToolSpeaksEnglishOnAllKindsOfData() throws Exception {
        InMemoryDocuments documents = AsciiProject.full();
        Map<String, Object> changes = done(new AccountChangesTool(), documents).output();
        for (AgentTool tool : new DashboardHandoff().tools()) {
            for (Map<String, Object> arguments : List.of(DOUYIN, ALL)) {
                FakeToolCall call = english(documents).with(arguments).after(AccountChangesTool.KEY, changes);

                ToolOutcome outcome = tool.call(call);

                assertThat(outcome).as(tool.descriptor().key()).isInstanceOf(ToolOutcome.Done.class);
                ShownTexts.areEnglish(ShownTexts.of(outcome));
                Said.isPlainEnglish(((ToolOutcome.Done) outcome).result().summary());
                assertThat(call.progressTexts()).allSatisfy(text -> ShownTexts.areEnglish(List.of(text)));
            }
        }
    }

    @Test
    void theSameDataHasWordsForEveryKindOfProblem() throws Exception {
        InMemoryDocuments documents = AsciiProject.full();

        assertThat(firstCells(done(new AccountChangesTool(), documents), "Data problems"))
                .containsExactlyInAnyOrder(
                        "Account id given more than once; only the first is used",
                        "Account without a platform; counted on all platforms",
                        "Metric row with a date in the future; left out",
                        "Metric row with an unreadable date (should be like 2026-01-31); left out",
                        "Several rows for one account and day; only the first is used",
                        "Metric row of an account that is not in accounts; left out",
                        "Metric that is not a number (or is negative); the value is not used",
                        "Data that ended more than 3 days ago; it tells only how things were then");
        assertThat(firstCells(done(new WeekReviewTool(), documents), "Data problems"))
                .contains(
                        "Piece of an account that is not in accounts; left out",
                        "Piece with an unreadable publishing date (should be like 2026-01-31); left out",
                        "Piece with a publishing date in the future; left out",
                        "Piece whose views or interactions are not numbers (or are negative); left out");
    }

    @Test
    void everyReasonWhyAnAccountIsNotJudgedIsInEnglish() throws Exception {
        ToolResult result = done(new AccountChangesTool(), AsciiProject.full());

        assertThat(table(result, "Accounts not judged").rows())
                .extracting(row -> row.get(0) + ": " + row.get(1))
                .containsExactlyInAnyOrder(
                        "few: Days to compare with: 5; at least 7 are needed",
                        "none: No metrics in the last 60 days",
                        "old: The latest usable day is 2026-10-14, 40 days ago",
                        "text: There are metrics, but no day gives an engagement rate, follower growth or views"
                                + " (missing numbers, text, a 0 that looks like an outage, or fewer than 100 views)");
    }

    @Test
    void everyKindOfAdviceIsInEnglish() throws Exception {
        ToolResult result = nextStep(AsciiProject.full());

        assertThat(table(result, "Order of work").columns()).containsExactly("Order", "Account", "What to do", "Why");
        assertThat(table(result, "Order of work").rows())
                .extracting(row -> row.get(1) + " " + row.get(2).toString().split("[:]", 2)[0])
                .containsExactlyInAnyOrder(
                        "alpha Check the account's state first",
                        "everywhere Review the topics, openings and comments of the last three pieces",
                        "gamma Find out why follower growth slowed down",
                        "delta Check the publishing rhythm and the distribution",
                        "beta Build on the momentum");
        assertThat(result.summary())
                .contains(" The table gives the order of the other accounts (4). Accounts with too little data to")
                .endsWith(" Note: accounts whose data is not of the last three days: 1; update account_metrics first.");
    }

    @Test
    void tellsAChangeInWholeEnglishSentences() throws Exception {
        FakeToolCall call = english(AsciiProject.halved()).with(DOUYIN);

        ToolResult result = ((ToolOutcome.Done) new AccountChangesTool().call(call)).result();

        String change = "engagement rate 2.50% on 2026-11-23, against a median of 5.00% over 10 earlier days"
                + " (-50%, deviation -10.0), days in a row: 1";
        assertThat(result.summary())
                .isEqualTo("Accounts checked: 1; with a clear change: 1 (falls: 1, rises: 0); not judged: 0."
                        + " Most urgent is alpha: " + change + ".");
        assertThat(nextStep(AsciiProject.halved()).summary())
                .isEqualTo("Start with alpha. Review the topics, openings and comments of the last three pieces:"
                        + " no clear fall in views was found; fewer people want to engage. Evidence: " + change + ".");
        assertThat(call.progressTexts())
                .contains("Rows of accounts read: 1 / 1", "Rows of metrics read: 11 / 11", "Accounts checked: 1 / 1");
    }

    @Test
    void saysInEnglishThatNotAllChangesAreListed() throws Exception {
        assertThat(done(new AccountChangesTool(), AsciiProject.manyHalved()).summary())
                .endsWith("days in a row: 1. Only the 100 most urgent changes are listed.");
    }

    @Test
    void saysInEnglishThatNothingChanged() throws Exception {
        assertThat(nextStep(AsciiProject.calm()).summary())
                .isEqualTo("Keep the present pace and look again tomorrow"
                        + " (all accounts are within their own recent range).");
        assertThat(done(new MetricGapsTool(), AsciiProject.calm()).summary())
                .isEqualTo("Douyin, accounts checked: 1."
                        + " The daily metrics of the last 28 days are complete; there is no row to bring.");
    }

    @Test
    void saysInEnglishThatNothingCanBeJudged() throws Exception {
        InMemoryDocuments documents = AsciiProject.calm().drop("account_metrics");
        documents.put("account_metrics", "calm|x", Map.of("account_id", "calm", "date", "2026-11-20", "views", "7"));

        assertThat(done(new AccountChangesTool(), documents).summary())
                .isEqualTo("Accounts checked: 1. None has enough data to judge; see the table for the reasons.");
        assertThat(nextStep(documents).summary())
                .isEqualTo("Bring the data first: none of the accounts checked has enough metrics;"
                        + " “Fill in missing data” lists the rows to bring (there is no data to compare)."
                        + " Accounts with too little data to judge: 1.");
    }

    @Test
    void explainsGapsInEnglish() throws Exception {
        ToolResult result = done(new MetricGapsTool(), AsciiProject.gaps());

        assertThat(result.summary())
                .startsWith("Douyin, accounts checked: 1. Accounts with gaps: 1."
                        + " Rows to bring for the last 28 days: 2 (listed, key accounts first: 2). Fill in the table");
        assertThat(table(result, "Gaps of each account").rows().getFirst())
                .containsExactly(
                        "alpha", 2, "No row for this day; followers: empty; views, likes: 0, looks like an outage");
    }

    @Test
    void reviewsTheWeekInEnglish() throws Exception {
        ToolResult result = done(new WeekReviewTool(), AsciiProject.week());

        assertThat(result.summary())
                .isEqualTo("Douyin, 2026-11-17 to 2026-11-23: pieces published 2, median engagement rate 5.00%;"
                        + " the 28 days before: pieces 6, median 5.00% (unchanged)."
                        + " Best: “better” (alpha, cooking), engagement rate 8.00%, median before 5.00%."
                        + " Worst: “worse” (alpha, No topic), engagement rate 2.00%, median before 5.00%.");
        assertThat(result.tables())
                .extracting(ToolResult.Table::title)
                .containsExactly("Overall", "By topic", "Best pieces", "Worst pieces");
    }

    private static ToolResult nextStep(InMemoryDocuments documents) throws Exception {
        Map<String, Object> changes = done(new AccountChangesTool(), documents).output();
        ToolOutcome outcome = new NextStepTool().call(english(documents).after(AccountChangesTool.KEY, changes));
        return ((ToolOutcome.Done) outcome).result();
    }

    private static ToolResult done(AgentTool tool, InMemoryDocuments documents) throws Exception {
        ToolOutcome outcome = tool.call(english(documents).with(DOUYIN));
        assertThat(outcome).isInstanceOf(ToolOutcome.Done.class);
        ShownTexts.areEnglish(ShownTexts.of(outcome));
        return ((ToolOutcome.Done) outcome).result();
    }

    private static FakeToolCall english(InMemoryDocuments documents) {
        return FakeToolCall.on(documents, AsciiProject.NOW).in(Language.ENGLISH);
    }

    private static List<Object> firstCells(ToolResult result, String title) {
        return table(result, title).rows().stream().map(List::getFirst).toList();
    }

    private static ToolResult.Table table(ToolResult result, String title) {
        return result.tables().stream()
                .filter(table -> table.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table " + title + " in " + result.tables()));
    }
}
