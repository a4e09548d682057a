package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.plugin.Handoffs.Answer;
import io.storyforge.runtime.project.Project;
import io.storyforge.runtime.project.StoredDocument;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.store.InMemoryStore;
import io.storyforge.runtime.testkit.HeardLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes of a pressed action, and what the source sees of it. */
@Timeout(60) // latches without limits would hang a broken build
final class HandoffsTest {
    private static final PluginLimits PATIENT =
            new PluginLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), 2);
    private static final PluginLimits HURRIED =
            new PluginLimits(Duration.ofMillis(100), Duration.ofSeconds(20), Duration.ofSeconds(20), 2);
    private static final int MORE_THAN_A_PAGE = 1_001;

    private final InMemoryStore store = new InMemoryStore();
    private final HeardLog log = new HeardLog(Handoffs.class);

    @AfterEach
    void closeAll() {
        log.close();
        store.close();
    }

    @Test
    void bringsTheDraft() {
        SampleSource source = new SampleSource("board")
                .drafts((request, context) -> HandoffOutcome.drafted(
                        draft -> draft.title("运行 " + request.actionKey()).step("看")));

        Answer answer = press(source, "shop", Map.of());

        assertThat(answer).isInstanceOfSatisfying(Answer.Drafted.class, drafted -> {
            assertThat(drafted.pluginId()).isEqualTo("board");
            assertThat(drafted.draft().title()).isEqualTo("运行 go");
        });
    }

    @Test
    void bringsTheReasonOfARefusal() {
        SampleSource source = new SampleSource("board").drafts((request, context) -> HandoffOutcome.declined("先导入账号"));

        assertThat(press(source, "shop", Map.of())).isEqualTo(new Answer.Declined("先导入账号"));
    }

    @Test
    void listsTheKnownActionsWhenTheScreenOrActionIsUnknown() {
        Handoffs handoffs = handoffs(PATIENT, new SampleSource("board"), new SampleSource("arena"));
        Answer unknown = new Answer.NoSource(Map.of("arena", Set.of("go"), "board", Set.of("go")));

        assertThat(handoffs.press(pressed("absent", "go", "shop", Map.of()))).isEqualTo(unknown);
        assertThat(handoffs.press(pressed("board", "absent", "shop", Map.of()))).isEqualTo(unknown);
    }

    @Test
    void failsThePluginWhoseSourceThrows() {
        for (Throwable thrown : List.of(new IllegalStateException("defect"), new LinkageError("defect"))) {
            SampleSource source = new SampleSource("board").drafts((request, context) -> fail(thrown));

            assertThat(press(source, "shop", Map.of())).isEqualTo(new Answer.PluginFailed("board"));
        }
        assertThat(log.messages()).hasSize(2).containsOnly("WARNING plugin board failed in a hand-off");
    }

    @Test
    @SuppressWarnings("NullAway") // plugins need not be checked for null
    void failsThePluginWhoseSourceAnswersNull() {
        SampleSource source = new SampleSource("board").drafts((request, context) -> null);

        assertThat(press(source, "shop", Map.of())).isEqualTo(new Answer.PluginFailed("board"));
        assertThat(log.messages()).hasSize(1);
    }

    @Test
    void failsThePluginWhoseDraftIsOverTheLimits() {
        SampleSource tooLong = new SampleSource("board")
                .drafts((request, context) -> HandoffOutcome.drafted(
                        draft -> draft.title("长".repeat(201)).step("看")));
        SampleSource tooMany = new SampleSource("board")
                .drafts((request, context) -> HandoffOutcome.drafted(HandoffsTest::tooManySteps));
        SampleSource noSteps = new SampleSource("board")
                .drafts((request, context) -> HandoffOutcome.drafted(draft -> draft.title("空")));

        for (SampleSource source : List.of(tooLong, tooMany, noSteps)) {
            assertThat(press(source, "shop", Map.of())).isEqualTo(new Answer.PluginFailed("board"));
        }
        assertThat(log.messages()).hasSize(3);
    }

    @Test
    void givesUpOnASourceThatIsLate() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        SampleSource source = new SampleSource("board").drafts((request, context) -> {
            try {
                new CountDownLatch(1).await();
                return HandoffOutcome.declined("太晚");
            } finally {
                interrupted.countDown();
            }
        });

        Answer answer = handoffs(HURRIED, source).press(pressed("board", "go", "shop", Map.of()));

        assertThat(answer).isEqualTo(new Answer.PluginTimedOut("board"));
        interrupted.await();
    }

    @Test
    void saysAtOnceThatAPluginIsBusy() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        SampleSource source = new SampleSource("board").drafts((request, context) -> {
            entered.countDown();
            release.await();
            return HandoffOutcome.declined("好了");
        });
        Handoffs handoffs = handoffs(PATIENT, source, new SampleSource("arena"));
        List<Thread> presses = IntStream.range(0, 2)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    assertThat(handoffs.press(pressed("board", "go", "shop", Map.of())))
                            .isEqualTo(new Answer.Declined("好了"));
                }))
                .toList();
        entered.await();

        Answer answer = handoffs.press(pressed("board", "go", "shop", Map.of()));
        Answer other = handoffs.press(pressed("arena", "go", "shop", Map.of()));

        assertThat(answer).isEqualTo(new Answer.PluginBusy("board"));
        assertThat(other).isEqualTo(new Answer.Declined("没有动作"));
        release.countDown();
        for (Thread press : presses) {
            press.join();
        }
    }

    @Test
    void showsTheDocumentsOfTheProject() {
        keep("shop", "accounts", MORE_THAN_A_PAGE);
        keep("studio", "accounts", 3);
        SampleSource source = new SampleSource("board").drafts((request, context) -> {
            List<String> keys =
                    context.documents().stream("accounts").map(Document::key).toList();
            assertThat(keys).hasSize(MORE_THAN_A_PAGE).isSorted().doesNotHaveDuplicates();
            assertThat(context.documents().find("accounts", "k0007")).hasValueSatisfying(document -> {
                assertThat(document.content()).isEqualTo(Content.of(Map.of("project", "shop")));
                assertThat(document.updatedAt()).isEqualTo(SampleRuns.NOW);
            });
            assertThat(context.documents().find("accounts", "absent")).isEmpty();
            return HandoffOutcome.declined("共 " + context.documents().count("accounts"));
        });

        assertThat(press(source, "shop", Map.of())).isEqualTo(new Answer.Declined("共 " + MORE_THAN_A_PAGE));
    }

    @Test
    void showsNoDocumentsWithoutAProject() {
        keep("shop", "accounts", 3);
        SampleSource source = new SampleSource("board").drafts((request, context) -> {
            assertThat(request.projectId()).isEmpty();
            assertThat(context.documents().stream("accounts")).isEmpty();
            assertThat(context.documents().find("accounts", "k0001")).isEmpty();
            return HandoffOutcome.declined("共 " + context.documents().count("accounts"));
        });

        assertThat(press(source, "", Map.of())).isEqualTo(new Answer.Declined("共 0"));
    }

    @Test
    void showsTheGovernanceTheTimeAndNoSettings() {
        GovernanceSnapshot snapshot = SampleRuns.unconfirmed(SampleRuns.plan()).governance();
        SampleSource source = new SampleSource("board").drafts((request, context) -> {
            assertThat(context.governance().effectivePolicy().number("max_steps"))
                    .hasValue(12);
            assertThat(context.governance().layers())
                    .singleElement()
                    .satisfies(layer -> assertThat(layer.text("scope")).contains("system"));
            assertThat(context.governance().activeAdminOverrideNotice().text("notice"))
                    .contains("双十一期间限制发布");
            assertThat(context.clock().instant()).isEqualTo(SampleRuns.NOW);
            assertThat(context.deadline()).isEqualTo(SampleRuns.NOW.plus(PATIENT.call()));
            assertThat(context.settings().text("key")).isEmpty();
            assertThat(context.settings().number("key")).isEmpty();
            return HandoffOutcome.declined("看过");
        });

        Answer answer = handoffs(PATIENT, source)
                .press(new Handoffs.Press("board", "go", "shop", "douyin", Map.of(), Language.CHINESE, snapshot));

        assertThat(answer).isEqualTo(new Answer.Declined("看过"));
    }

    @Test
    void showsFieldsStrippedAndBlankOnesAsAbsent() {
        SampleSource source = new SampleSource("board").drafts((request, context) -> {
            assertThat(request.field("account")).contains("时尚");
            assertThat(request.field("blank")).isEmpty();
            assertThat(request.field("absent")).isEmpty();
            assertThat(request.fieldNames()).containsExactlyInAnyOrder("account", "blank");
            assertThat(request.projectId()).contains("shop");
            assertThat(request.platform()).contains("douyin");
            return HandoffOutcome.declined("看过");
        });

        assertThat(press(source, "shop", Map.of("account", " 时尚\n", "blank", " \t")))
                .isEqualTo(new Answer.Declined("看过"));
    }

    private Answer press(SampleSource source, String projectId, Map<String, String> fields) {
        return handoffs(PATIENT, source).press(pressed("board", "go", projectId, fields));
    }

    private Handoffs handoffs(PluginLimits limits, SampleSource... sources) {
        return new Handoffs(SampleSource.registry(limits, () -> SampleRuns.NOW, sources), store, () -> SampleRuns.NOW);
    }

    private static Handoffs.Press pressed(String screen, String action, String projectId, Map<String, String> fields) {
        return new Handoffs.Press(
                screen, action, projectId, "douyin", fields, Language.CHINESE, GovernanceSnapshot.blank("douyin"));
    }

    private void keep(String projectId, String collection, int count) {
        long added = store.write(records -> {
            records.projects().insert(new Project(projectId, projectId, false, SampleRuns.NOW));
            return IntStream.range(0, count)
                    .filter(i -> records.documents()
                            .put(
                                    projectId,
                                    collection,
                                    new StoredDocument(
                                            "k%04d".formatted(i),
                                            Content.of(Map.of("project", projectId)),
                                            SampleRuns.NOW)))
                    .count();
        });
        assertThat(added).isEqualTo(count);
    }

    private static void tooManySteps(RunDraft.Builder draft) {
        draft.title("很多");
        IntStream.rangeClosed(0, 50).forEach(i -> draft.step("步骤 " + i));
    }

    private static HandoffOutcome fail(Throwable thrown) {
        switch (thrown) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new AssertionError(thrown);
        }
    }
}
