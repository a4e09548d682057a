package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.storyforge.plugin.testkit.FakeContext;
import io.storyforge.plugin.testkit.FakeRequest;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.plugin.testkit.ShownTexts;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.Wording;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person who reads English is told before a run starts. */
final class EnglishPlansTest {
    private static final FakeRequest PRIMARY =
            FakeRequest.press(DashboardHandoff.PRIMARY).in(Language.ENGLISH);
    private static final FakeRequest SECONDARY =
            FakeRequest.press(DashboardHandoff.SECONDARY).in(Language.ENGLISH);

    private final DashboardHandoff source = new DashboardHandoff();
    private final InMemoryDocuments documents = AsciiProject.full();

    @Test
    void everyLabelAndSummaryIsInBothLanguages() {
        List<Wording> wordings = new ArrayList<>();
        source.descriptor().actions().forEach(action -> {
            wordings.add(action.labels());
            wordings.add(action.summaries());
            action.offers().forEach(offer -> {
                wordings.add(offer.labels());
                wordings.add(offer.summaries());
            });
        });
        source.tools().forEach(tool -> wordings.add(tool.descriptor().labels()));

        assertThat(wordings).hasSize(13).allSatisfy(wording -> {
            assertThat(wording.in(Language.CHINESE)).containsPattern("\\p{IsHan}");
            Said.isPlainEnglish(wording.in(Language.ENGLISH));
            assertThat(wording.in(Language.ENGLISH)).isNotBlank();
        });
    }

    @Test
    void theFollowUpIsPlannedInEnglish() {
        RunDraft draft = drafted(PRIMARY);

        ShownTexts.areEnglish(ShownTexts.of(draft));
        assertThat(draft.title()).isEqualTo("Follow up key accounts · Douyin");
        assertThat(draft.goal()).isEqualTo("Find the accounts that changed clearly, and decide which one comes first");
        assertThat(draft.summary())
                .isEqualTo("Compares the latest day of each account with its own 28 days before; accounts: 10."
                        + " Read-only: no data is changed.");
        assertThat(draft.steps())
                .extracting(RunDraft.Step::title)
                .containsExactly(
                        "Read the context of the current project",
                        "Check key accounts for changes",
                        "Decide the next step");
    }

    @Test
    void theFollowUpOfOneAccountIsNamedAfterIt() {
        RunDraft draft = drafted(PRIMARY.with("account", "alpha"));

        ShownTexts.areEnglish(ShownTexts.of(draft));
        assertThat(draft.title()).isEqualTo("Follow up alpha");
    }

    @Test
    void theReviewAndTheGapsArePlannedInEnglish() {
        RunDraft review = drafted(SECONDARY.with("kind", "review-week"));
        RunDraft gaps = drafted(SECONDARY.with("kind", "fill-gaps").on("xiaohongshu"));

        ShownTexts.areEnglish(ShownTexts.of(review));
        ShownTexts.areEnglish(ShownTexts.of(gaps));
        assertThat(review.title()).isEqualTo("Review the content of the last 7 days · All platforms");
        assertThat(gaps.title()).isEqualTo("Fill in missing data · Xiaohongshu");
    }

    @Test
    void thePlanIsTheSameInBothLanguagesButForItsWords() {
        for (FakeRequest request :
                List.of(PRIMARY, SECONDARY.with("kind", "review-week"), SECONDARY.with("kind", "fill-gaps"))) {
            RunDraft english = drafted(request);
            RunDraft chinese = drafted(request.in(Language.CHINESE));

            assertThat(chinese.title()).containsPattern("\\p{IsHan}");
            assertThat(english.intentKey()).isEqualTo(chinese.intentKey());
            assertThat(english.platform()).isEqualTo(chinese.platform());
            assertThat(english.steps())
                    .extracting(RunDraft.Step::tool, RunDraft.Step::arguments)
                    .isEqualTo(chinese.steps().stream()
                            .map(step -> tuple(step.tool(), step.arguments()))
                            .toList());
        }
    }

    @Test
    void declinesInEnglishWhatItCannotDo() {
        assertThat(declined(PRIMARY.withoutProject()))
                .isEqualTo("No project is chosen. Choose a project on the page first, then hand it over to OneLiner.");
        assertThat(declined(PRIMARY.with("account", "nobody")))
                .isEqualTo("The project has no account “nobody”."
                        + " Give the id or name of an account in accounts, such as: alpha, beta, delta.");
        assertThat(declined(SECONDARY))
                .isEqualTo("Say what to do (the field kind). Possible: review-week (Review the content of the last"
                        + " 7 days), fill-gaps (Fill in missing data).");
        assertThat(declined(SECONDARY.with("kind", "dance"))).startsWith("Unknown kind “dance”. Possible: ");
    }

    @Test
    void namesThePlatformsWithAccountsInEnglish() {
        documents.drop("accounts");
        AsciiProject.calm().stream("accounts")
                .forEach(account ->
                        documents.put("accounts", "calm", account.content().asMap()));

        assertThat(declined(PRIMARY.on("weibo")))
                .isEqualTo("The project has no account on Weibo. Platforms with accounts: Douyin."
                        + " Choose another platform, or import its accounts.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "account_metrics", "contents"})
    void saysInEnglishHowToBringWhatIsMissing(String collection) {
        documents.drop(collection);
        FakeRequest request = collection.equals("contents") ? SECONDARY.with("kind", "review-week") : PRIMARY;

        assertThat(declined(request))
                .startsWith("The project has no ")
                .contains("Import " + collection + " (CSV or JSON) on the project page")
                .contains("POST /v2/projects/{project id}/documents/" + collection + "; fields: ");
    }

    @Test
    void saysInEnglishThatGapsNeedAccounts() {
        documents.drop("accounts");

        assertThat(declined(SECONDARY.with("kind", "fill-gaps"))).startsWith("The project has no accounts. Import ");
    }

    private RunDraft drafted(FakeRequest request) {
        HandoffOutcome outcome = press(request);
        assertThat(outcome).isInstanceOf(HandoffOutcome.Drafted.class);
        return ((HandoffOutcome.Drafted) outcome).draft();
    }

    private String declined(FakeRequest request) {
        HandoffOutcome outcome = press(request);
        assertThat(outcome).isInstanceOf(HandoffOutcome.Declined.class);
        String reason = ((HandoffOutcome.Declined) outcome).reason();
        ShownTexts.areEnglish(List.of(reason));
        return reason;
    }

    private HandoffOutcome press(FakeRequest request) {
        return source.handOff(request, FakeContext.of(documents, AsciiProject.NOW));
    }
}
