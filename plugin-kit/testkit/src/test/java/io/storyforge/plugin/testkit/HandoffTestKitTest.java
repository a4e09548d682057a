package io.storyforge.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.ToolOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HandoffTestKitTest {
    @Test
    void pressesWithFieldsPlatformSettingsAndTime() {
        StubSource source = new StubSource()
                .setting("region", true)
                .drafts((request, context) -> HandoffOutcome.declined("%s %s %s %s %s"
                        .formatted(
                                request.field("account").orElse(""),
                                request.platform().orElse(""),
                                request.projectId().orElse(""),
                                context.settings().text("region").orElse(""),
                                context.clock().instant())));

        HandoffTestKit.of(source)
                .setting("region", "cn")
                .field("account", " A ")
                .on("douyin")
                .at(Instant.parse("2026-02-03T04:05:06Z"))
                .press("go")
                .declined(reason -> assertThat(reason).isEqualTo("A douyin p1 cn 2026-02-03T04:05:06Z"));
    }

    @Test
    void saysWhyTheServerWouldNotUseTheSource() {
        HandoffTestKit kit =
                HandoffTestKit.of(new StubSource().setting("region", true)).setting("regoin", "cn");

        assertThatThrownBy(() -> kit.press("go"))
                .hasMessageContaining("the server would not use the plugin")
                .hasMessageContaining("SETTINGS")
                .hasMessageContaining("regoin");
    }

    @Test
    void saysWhatTheSourceDeclares() {
        HandoffTestKit kit = HandoffTestKit.of(new StubSource());

        assertThatThrownBy(() -> kit.press("stay")).hasMessage("action 'stay' is not declared, declared: [go]");
        assertThatThrownBy(() -> kit.tool("stub.look")).hasMessageContaining("it brings: []");
    }

    @Test
    void failsOnASourceThatIsTooSlow() {
        CountDownLatch never = new CountDownLatch(1);
        HandoffTestKit kit = HandoffTestKit.of(new StubSource().drafts((request, context) -> {
            never.await();
            return HandoffOutcome.declined("晚了");
        }));

        assertThatThrownBy(() -> kit.press("go")).hasMessageContaining("did not answer within PT1S");
    }

    @Test
    void keepsTheCauseOfAnException() {
        IllegalStateException cause = new IllegalStateException("坏了");
        HandoffTestKit kit = HandoffTestKit.of(new StubSource().drafts((request, context) -> {
            throw cause;
        }));

        assertThatThrownBy(() -> kit.press("go")).hasMessageContaining("坏了").hasCause(cause);
    }

    @Test
    void tellsADraftFromARefusal() {
        HandoffTestKit drafting = HandoffTestKit.of(new StubSource());
        HandoffTestKit declining =
                HandoffTestKit.of(new StubSource().drafts((request, context) -> HandoffOutcome.declined("不")));

        drafting.press("go").drafted(draft -> assertThat(draft.title()).isEqualTo("去"));
        assertThatThrownBy(() -> drafting.press("go").declined()).hasMessage("'go' was drafted: 去");
        assertThatThrownBy(() -> declining.press("go").drafted()).hasMessage("'go' was declined: 不");
    }

    @Test
    void callsAToolWithAllThatAStepFinds() {
        StubSource source = new StubSource().tool("stub.look", Effect.READ_ONLY, call -> {
            call.progress("看");
            return ToolOutcome.done(result -> result.summary("%s %s %s %d %s"
                    .formatted(
                            call.arguments().text("what").orElse(""),
                            call.outputOf("stub.before")
                                    .flatMap(output -> output.text("found"))
                                    .orElse(""),
                            call.answer().flatMap(answer -> answer.text("yes")).orElse(""),
                            call.documents().count("notes"),
                            call.governance().layers().size())));
        });
        ToolTestKit tool = HandoffTestKit.of(source)
                .document("notes", "n1", Map.of())
                .layers(List.of(Map.of("scope", "system")))
                .tool("stub.look")
                .arguments(Map.of("what", "山"))
                .after("stub.before", Map.of("found", "水"))
                .answered(Map.of("yes", "好"));

        assertThat(tool.done().summary()).isEqualTo("山 水 好 1 1");
        assertThat(tool.progress()).containsExactly("看");
    }

    @Test
    void tellsHowAToolEnded() {
        StubSource source = new StubSource()
                .tool(
                        "stub.ask",
                        Effect.READ_ONLY,
                        call -> ToolOutcome.asked(
                                Question.ask("哪个？").text("which", "哪个", true).build()))
                .tool("stub.fail", Effect.READ_ONLY, call -> ToolOutcome.failed("没有"))
                .tool("stub.stop", Effect.READ_ONLY, call -> {
                    call.cancellation().throwIfRequested();
                    return ToolOutcome.done(result -> result.summary("做完"));
                });
        HandoffTestKit kit = HandoffTestKit.of(source);

        assertThat(kit.tool("stub.ask").asked().prompt()).isEqualTo("哪个？");
        assertThat(kit.tool("stub.fail").failed()).isEqualTo("没有");
        assertThat(kit.tool("stub.stop").done().summary()).isEqualTo("做完");
        assertThatThrownBy(() -> kit.tool("stub.stop").cancelled().done())
                .hasCauseInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> kit.tool("stub.fail").done()).hasMessageContaining("没有");
    }

    @Test
    void runsAPlanWithItsDocumentChanges() {
        StubSource source = new StubSource()
                .tool(
                        "stub.write",
                        Effect.REVERSIBLE,
                        call -> ToolOutcome.done(result -> result.summary("写了").put("notes", "n1", Map.of("a", 1))))
                .drafts((request, context) ->
                        HandoffOutcome.drafted(draft -> draft.title("写").step("写", "stub.write")));
        HandoffTestKit kit = HandoffTestKit.of(source);

        assertThat(kit.run(kit.press("go").drafted())).hasSize(1);
        assertThat(kit.documents().find("notes", "n1")).isPresent();
    }

    @Test
    void hasNoDocumentsWithoutAProject() {
        StubSource source = new StubSource()
                .drafts((request, context) -> HandoffOutcome.declined("%s %d"
                        .formatted(request.projectId(), context.documents().count("notes"))));

        assertThat(HandoffTestKit.of(source)
                        .document("notes", "n1", Map.of())
                        .withoutProject()
                        .press("go")
                        .declined())
                .isEqualTo("Optional.empty 0");
    }

    @Test
    void startsOnceAndStopsWhenClosed() {
        AtomicInteger starts = new AtomicInteger();
        StubSource source = new StubSource().starts(context -> starts.incrementAndGet());
        try (HandoffTestKit kit = HandoffTestKit.of(source).start()) {
            kit.press("go");
            kit.press("go");

            assertThatThrownBy(() -> kit.setting("late", "x")).hasMessageContaining("after the start");
        }
        assertThat(starts).hasValue(1);
    }
}
