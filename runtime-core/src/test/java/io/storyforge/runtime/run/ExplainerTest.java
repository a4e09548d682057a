package io.storyforge.runtime.run;

import static io.storyforge.runtime.run.Situations.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.governance.EffectivePolicy;
import io.storyforge.runtime.governance.PolicyDrift;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import io.storyforge.runtime.run.Circumstances.LanePlace;
import io.storyforge.runtime.run.Circumstances.Rules;
import io.storyforge.runtime.run.Explanation.Blocker;
import io.storyforge.runtime.run.Explanation.Code;
import io.storyforge.runtime.run.Explanation.Move;
import io.storyforge.runtime.run.Explanation.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a run stands where it stands, in each state. */
class ExplainerTest {
    private static final Instant SINCE = SampleRuns.NOW.minusSeconds(90);
    private static final Party OWNER = new Party(Party.Kind.USER, "user-1");

    @Test
    void unconfirmedRunWaitsForItsOwnerUntilItExpires() {
        Explanation why = explain(Situations.unconfirmed());

        assertThat(why.code()).isEqualTo(Code.AWAITING_CONFIRMATION);
        assertThat(why.since()).isEqualTo(SINCE);
        assertThat(why.until()).contains(SampleRuns.EXPIRES);
        assertThat(why.waitsFor()).containsExactly(OWNER);
        assertThat(why.moves()).containsExactly(Move.CONFIRM, Move.EXTEND, Move.CANCEL);
        assertThat(why.queuePosition()).isZero();
    }

    @Test
    void runThatNeverExpiresHasNoEndAndNothingToExtend() {
        Run run = SampleRuns.unconfirmed(
                new RunKey(SampleRuns.id(1), 1, "s"), SampleRuns.LANE, SampleRuns.plan(), Optional.empty());

        Explanation why = explain(run);

        assertThat(why.until()).isEmpty();
        assertThat(why.moves()).containsExactly(Move.CONFIRM, Move.CANCEL);
    }

    @Test
    void unconfirmedRunWaitsForThoseWhomThePolicyNames() {
        Explanation why = explain(Situations.unconfirmed(), rules(Map.of(), List.of("admin", "owner")));

        assertThat(why.code()).isEqualTo(Code.AWAITING_APPROVAL);
        assertThat(why.waitsFor())
                .containsExactly(new Party(Party.Kind.ROLE, "admin"), new Party(Party.Kind.ROLE, "owner"));
    }

    @Test
    void unconfirmedRunThatIsOverdueWaitsForTheRuntime() {
        Circumstances given =
                new Circumstances(Situations.unconfirmed(), LanePlace.NONE, Rules.NONE, SINCE, "", SampleRuns.EXPIRES);

        Explanation why = Explainer.explain(given);

        assertThat(why.code()).isEqualTo(Code.CONFIRMATION_OVERDUE);
        assertThat(why.moves()).containsExactly(Move.RUNTIME);
    }

    @Test
    void unconfirmedRunThatThePolicyStopsNamesTheRules() {
        Run run = Situations.unconfirmed();
        EffectivePolicy policy = new EffectivePolicy(Map.of("on_policy_change", "block", "max_steps", 3), Map.of());
        Rules rules = new Rules(policy, List.of(), PolicyDrift.between(run.governance(), policy), List.of());

        Explanation why = explain(run, rules);

        assertThat(why.code()).isEqualTo(Code.CONFIRMATION_FORBIDDEN);
        assertThat(why.details().get("rules")).asString().contains("max_steps");
        assertThat(why.moves()).containsExactly(Move.POLICY_CHANGES, Move.CANCEL);
    }

    @Test
    void haltNamesTheLayerItsNoticeAndItsEnd() {
        Instant end = SampleRuns.NOW.plus(Duration.ofHours(1));
        Rules rules = halt(Optional.of(end));

        Explanation queued = explain(Situations.queued(), rules);
        Explanation unconfirmed = explain(Situations.unconfirmed(), rules);

        assertThat(queued.code()).isEqualTo(Code.HALTED);
        assertThat(queued.waitsFor()).containsExactly(new Party(Party.Kind.POLICY, "admin_override/o1"));
        assertThat(queued.until()).contains(end);
        assertThat(queued.details()).containsEntry("notice", "双十一");
        assertThat(queued.moves()).containsExactly(Move.POLICY_CHANGES, Move.CANCEL);
        assertThat(unconfirmed.code()).isEqualTo(Code.HALTED);
        assertThat(unconfirmed.moves()).containsExactly(Move.POLICY_CHANGES, Move.CONFIRM, Move.CANCEL);
        assertThat(explain(Situations.unconfirmed(), halt(Optional.empty())).until())
                .contains(SampleRuns.EXPIRES);
    }

    @Test
    void queuedRunNamesTheRunBeforeItAndItsPlace() {
        Run before = Situations.inStep();
        LanePlace place = new LanePlace(2, Optional.of(new Blocker(before.head(), Code.TOOL_WORKS)));

        Explanation why =
                Explainer.explain(new Circumstances(Situations.queued(), place, Rules.NONE, SINCE, "", SampleRuns.NOW));

        assertThat(why.code()).isEqualTo(Code.BEHIND_RUN);
        assertThat(why.queuePosition()).isEqualTo(3);
        assertThat(why.blockedBy().orElseThrow().code()).isEqualTo(Code.TOOL_WORKS);
        assertThat(why.waitsFor()).containsExactly(new Party(Party.Kind.RUN, before.id()));
        assertThat(why.moves()).containsExactly(Move.BLOCKER_ENDS, Move.CANCEL);
    }

    @Test
    void queuedRunBehindAQuestionWaitsForThePersonToo() {
        Run before = Situations.blocked();
        LanePlace place = new LanePlace(0, Optional.of(new Blocker(before.head(), Code.AWAITING_ANSWER)));

        Explanation why =
                Explainer.explain(new Circumstances(Situations.queued(), place, Rules.NONE, SINCE, "", SampleRuns.NOW));

        assertThat(why.waitsFor()).containsExactly(new Party(Party.Kind.RUN, before.id()), OWNER);
        assertThat(why.moves()).startsWith(Move.BLOCKER_IS_ANSWERED);
    }

    @Test
    void queuedRunWithNothingBeforeItStarts() {
        Explanation why = explain(Situations.queued());

        assertThat(why.code()).isEqualTo(Code.STARTING);
        assertThat(why.queuePosition()).isEqualTo(1);
    }

    @Test
    void runningRunWaitsForItsToolSinceTheStepBegan() {
        Explanation why = explain(Situations.inStep());

        assertThat(why.code()).isEqualTo(Code.TOOL_WORKS);
        assertThat(why.since()).isEqualTo(SampleRuns.NOW);
        assertThat(why.waitsFor()).containsExactly(new Party(Party.Kind.TOOL, "dashboard.read"));
        assertThat(why.details()).containsEntry("step_index", 0).containsEntry("step_title", "读取账号");
        assertThat(explain(Situations.running()).code()).isEqualTo(Code.BETWEEN_STEPS);
    }

    @ParameterizedTest
    @EnumSource(Waiting.Reason.class)
    void blockedRunWaitsForAWordOfItsOwner(Waiting.Reason reason) {
        Run run = after(Situations.inStep(), new RunCommand.AskPerson(reason, 0, Situations.QUESTION));

        Explanation why = explain(run);

        assertThat(why.code())
                .isEqualTo(
                        switch (reason) {
                            case PERSON_STEP -> Code.AWAITING_PERSON_STEP;
                            case TOOL -> Code.AWAITING_ANSWER;
                            case INTERRUPTED -> Code.AWAITING_WORD_ON_INTERRUPTED_STEP;
                        });
        assertThat(why.waitsFor()).containsExactly(OWNER);
        assertThat(why.details()).containsEntry("prompt", "多少个？");
        assertThat(why.moves()).containsExactly(Move.ANSWER, Move.CANCEL);
    }

    @Test
    void cancelledRunWaitsForItsToolToStop() {
        Run run = after(Situations.inStep(), Situations.CANCEL);

        Explanation why =
                Explainer.explain(new Circumstances(run, LanePlace.NONE, Rules.NONE, SINCE, "user-1", SampleRuns.NOW));

        assertThat(why.code()).isEqualTo(Code.STOPPING);
        assertThat(why.since()).isEqualTo(SINCE);
        assertThat(why.waitsFor()).containsExactly(new Party(Party.Kind.TOOL, "dashboard.read"));
        assertThat(why.details()).containsEntry("by", "user-1");
        assertThat(why.moves()).containsExactly(Move.TOOL_ANSWERS);
    }

    @Test
    void endedRunWaitsForNothing() {
        Explanation why = explain(after(Situations.unconfirmed(), Situations.CANCEL));

        assertThat(why.code()).isEqualTo(Code.ENDED);
        assertThat(why.waitsFor()).isEmpty();
        assertThat(why.moves()).containsExactly(Move.RETRY);
    }

    private static Explanation explain(Run run) {
        return explain(run, Rules.NONE);
    }

    private static Explanation explain(Run run, Rules rules) {
        return Explainer.explain(new Circumstances(run, LanePlace.NONE, rules, SINCE, "", SampleRuns.NOW));
    }

    private static Rules rules(Map<String, Object> policy, List<String> confirmers) {
        return new Rules(new EffectivePolicy(policy, Map.of()), List.of(), PolicyDrift.NONE, confirmers);
    }

    private static Rules halt(Optional<Instant> end) {
        PolicyLayer layer = new PolicyLayer(Scope.ADMIN_OVERRIDE, "o1", Map.of("halt", true), end, "双十一");
        EffectivePolicy policy = EffectivePolicy.merge(List.of(layer), SampleRuns.NOW);
        return new Rules(policy, List.of(layer), PolicyDrift.NONE, List.of());
    }
}
