package io.storyforge.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The contract finds what is wrong with a source, and says it. */
final class HandoffSourceContractTest {
    private static final HandoffOutcome DRAFT =
            HandoffOutcome.drafted(draft -> draft.title("去").step("走"));

    @Test
    void findsADescriptorThatChanges() {
        AtomicInteger made = new AtomicInteger();

        assertThatThrownBy(
                        contract(() -> new StubSource().setting("s" + made.incrementAndGet(), false))
                                ::describesItselfTheSameEachTime)
                .hasMessageContaining("differ");
    }

    @Test
    void findsAPlanWithAToolThatIsNotThere() {
        HandoffSource source = new StubSource()
                .drafts((request, context) ->
                        HandoffOutcome.drafted(draft -> draft.title("去").step("走", "stub.walk")));

        assertThatThrownBy(contract(() -> source)::draftsPlansThatCanRun)
                .hasMessageContaining("tool 'stub.walk' is not brought by the source");
    }

    @Test
    void findsAPlanThatDoesWorseThanItsActionSays() {
        HandoffSource source = new StubSource()
                .tool("stub.burn", Effect.IRREVERSIBLE, call -> ToolOutcome.failed("不"))
                .drafts((request, context) ->
                        HandoffOutcome.drafted(draft -> draft.title("去").step("烧", "stub.burn")));

        assertThatThrownBy(contract(() -> source)::draftsPlansThatCanRun)
                .hasMessageContaining("declares the effect read_only, and drafts a plan that is irreversible");
    }

    @Test
    void findsAnActionThatIsNeverDrafted() {
        HandoffSource source = new StubSource().drafts((request, context) -> HandoffOutcome.declined("今天不行"));

        assertThatThrownBy(contract(() -> source)::draftsPlansThatCanRun).hasMessageContaining("今天不行");
    }

    @Test
    void findsASourceThatNeedsAField() {
        HandoffSource source = new StubSource()
                .drafts((request, context) ->
                        HandoffOutcome.declined(request.field("account").orElseThrow()));

        assertThatThrownBy(contract(() -> source)::answersWithoutFields).hasMessageContaining("NoSuchElementException");
    }

    @Test
    void findsASourceThatCopiesAnyFieldIntoTheTitle() {
        HandoffSource source = new StubSource()
                .drafts((request, context) -> HandoffOutcome.drafted(draft ->
                        draft.title(request.field("unknown-field").orElse("去")).step("走")));

        assertThatThrownBy(contract(() -> source)::answersToHostileFields)
                .hasMessageContaining("title has 10000 characters");
    }

    @Test
    void findsAnAnswerThatDependsOnMoreThanTheInput() {
        AtomicInteger calls = new AtomicInteger();
        HandoffSource source = new StubSource()
                .drafts((request, context) -> HandoffOutcome.drafted(draft ->
                        draft.title("第 %d 次".formatted(calls.incrementAndGet())).step("走")));

        assertThatThrownBy(contract(() -> source)::answersTheSameToTheSame).hasMessageContaining("differ");
    }

    @Test
    void findsAPlanWhoseWorkDependsOnTheLanguage() {
        HandoffSource source = new StubSource()
                .tool("stub.look", Effect.READ_ONLY, call -> ToolOutcome.failed("不"))
                .drafts((request, context) -> HandoffOutcome.drafted(draft -> draft.title("去")
                        .step(
                                "看",
                                "stub.look",
                                Map.of("what", request.language().say("全部", "all")))));

        assertThatThrownBy(contract(() -> source)::plansTheSameWorkInEachLanguage)
                .hasMessageContaining("in Chinese and in English")
                .hasMessageContaining("all");
    }

    @Test
    void findsASourceThatCannotTakeEightPeopleAtOnce() {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(3);
        HandoffSource source = new StubSource().drafts((request, context) -> {
            second.countDown();
            // The first call is alone; of the others two are inside together.
            if (calls.getAndIncrement() == 0) {
                return DRAFT;
            }
            second.await();
            return HandoffOutcome.declined("忙");
        });

        assertThatThrownBy(contract(() -> source)::answersEightPeopleAtOnce).hasMessageContaining("among eight");
    }

    @Test
    void findsASourceThatIgnoresItsInterrupt() {
        AtomicInteger run = new AtomicInteger();
        HandoffSource source = new StubSource().drafts((request, context) -> {
            while (run.get() == 0) {
                LockSupport.park();
            }
            return DRAFT;
        });

        assertThatThrownBy(contract(() -> source)::endsWhenItIsInterrupted)
                .hasMessageContaining("did not end within PT1S of its interrupt");
        run.set(1);
    }

    @Test
    void findsAToolThatThrowsWithoutArguments() {
        HandoffSource source = new StubSource()
                .tool(
                        "stub.look",
                        Effect.READ_ONLY,
                        call -> ToolOutcome.failed(call.arguments().text("what").orElseThrow()));

        assertThatThrownBy(contract(() -> source)::toolsAnswerWithoutArguments)
                .hasMessageContaining("tool 'stub.look' threw");
    }

    @Test
    void findsAReadOnlyToolThatWrites() {
        HandoffSource source = new StubSource()
                .tool(
                        "stub.look",
                        Effect.READ_ONLY,
                        call -> ToolOutcome.done(result -> result.summary("写了").put("notes", "n1", Map.of())));

        assertThatThrownBy(contract(() -> source)::toolsAnswerWithoutArguments)
                .hasMessageContaining("read-only tool 'stub.look' changes documents");
    }

    @Test
    void findsAThreadThatStopLeavesBehind() {
        CountDownLatch end = new CountDownLatch(1);
        HandoffSource source = new StubSource()
                .starts(context -> Thread.ofPlatform()
                        .daemon()
                        .name("forgotten")
                        .start(() -> {
                            try {
                                end.await();
                            } catch (InterruptedException ignored) { // nobody interrupts it
                                Thread.currentThread().interrupt();
                            }
                        }));

        assertThatThrownBy(contract(() -> source)::startsAndStopsOnce)
                .hasMessageContaining("thread 'forgotten' still runs after stop()");
        end.countDown();
    }

    @Test
    void findsASettingThatIsReadAndNotDeclared() {
        HandoffSource source = new StubSource().drafts((request, context) -> {
            context.settings().text("region");
            return DRAFT;
        });

        assertThatThrownBy(contract(() -> source)::readsDeclaredSettingsOnly)
                .hasMessageContaining("read [region], declared []");
    }

    @Test
    void findsARequiredSettingThatTheTestDoesNotGive() {
        HandoffSource source = new StubSource().setting("region", true);

        assertThatThrownBy(contract(() -> source)::answersWithoutFields)
                .hasMessageContaining("SETTINGS")
                .hasMessageContaining("region");
    }

    private static HandoffSourceContract contract(Supplier<HandoffSource> source) {
        return source::get;
    }
}
