package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change of the policy does to runs that were made before it. */
class PolicyChangeIT {
    private static final LiveServer SERVER = new LiveServer();

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void runTellsWhatChangedSinceItsSnapshot() {
        Person member = SERVER.member();
        String project = member.project("x");
        govern(project, Map.of("max_steps", 3, "tone", "calm"));
        String id = member.runs().create(project, "一").id();
        assertThat(member.runs().get(id).texts("confirm_by", "x")).isEmpty();
        assertThat(member.runs().get(id).json().path("policy_drift").path("changes"))
                .isEmpty();

        govern(project, Map.of("max_steps", 9, "extra", List.of("a")));

        var drift = member.runs().get(id).json().path("policy_drift");
        assertThat(drift.path("reaction").asString()).isEqualTo("continue");
        assertThat(drift.path("changes").toString())
                .isEqualTo("[{\"rule\":\"extra\",\"after\":[\"a\"]},"
                        + "{\"rule\":\"max_steps\",\"before\":3,\"after\":9},{\"rule\":\"tone\",\"before\":\"calm\"}]");
        member.runs().confirm(id).expect(200);
    }

    @Test
    void reconfirmRefusesWhoeverReadTheOldPolicy() {
        Person member = SERVER.member();
        String project = member.project("x");
        govern(project, Map.of("on_policy_change", "reconfirm", "max_steps", 3));
        String id = member.runs().create(project, "一").id();
        String read = member.runs().get(id).text("policy_digest");
        govern(project, Map.of("on_policy_change", "reconfirm", "max_steps", 4));

        Answer refused = member.runs().confirm(id).refused(409, "policy-changed");
        confirm(member, id, read).refused(409, "policy-changed");

        assertThat(member.runs().eventTypes(id)).containsExactly("run.created");
        String now = refused.json().path("run").path("policy_digest").asString();
        assertThat(now).isNotEqualTo(read);
        Answer confirmed = confirm(member, id, now).expect(200);
        assertThat(confirmed
                        .json()
                        .path("governance_snapshot")
                        .path("effective_policy")
                        .path("max_steps")
                        .asInt())
                .isEqualTo(4);
        assertThat(member.runs().eventTypes(id))
                .startsWith("run.created", "run.policy_changed", "run.confirmed", "run.queued");
    }

    @Test
    void reconfirmTakesTheSamePolicyWithoutADigest() {
        Person member = SERVER.member();
        String project = member.project("x");
        govern(project, Map.of("on_policy_change", "reconfirm"));

        member.runs().confirm(member.runs().create(project, "一").id()).expect(200);
    }

    @Test
    void blockConfirmsNothingUntilThePolicyIsAsItWas() {
        Person member = SERVER.member();
        String project = member.project("x");
        govern(project, Map.of("on_policy_change", "block"));
        String id = member.runs().create(project, "一").id();
        govern(project, Map.of("on_policy_change", "block", "max_steps", 4));

        Answer refused = member.runs().confirm(id).refused(403, "policy-denied");

        assertThat(refused.texts("errors", "code")).containsExactly("on_policy_change");
        assertThat(member.runs().get(id).json().path("allowed_actions").toString())
                .doesNotContain("confirm");
        govern(project, Map.of("on_policy_change", "block"));
        member.runs().confirm(id).expect(200);
    }

    @Test
    void queuedRunComesBackToBeConfirmedInsteadOfStarting() {
        Person member = SERVER.member();
        String project = member.project("x");
        govern(project, Map.of("on_policy_change", "reconfirm"));
        String busy = member.runs().confirmed(project, "问一下");
        member.runs().await(busy, "blocked");
        String waiting = member.runs().confirmed(project, "二");
        assertThat(member.runs().get(waiting).text("run_status")).isEqualTo("queued");
        govern(project, Map.of("on_policy_change", "reconfirm", "max_steps", 4));

        member.runs().cancel(busy).expect(200);

        Answer back = member.runs().await(waiting, "needs_confirmation");
        assertThat(back.text("status_summary")).isEqualTo("策略已更新，需要重新确认");
        assertThat(back.json().path("policy_drift").path("changes")).isEmpty();
        member.runs().confirm(waiting).expect(200);
    }

    @Test
    void runUnderwayComesBackBetweenItsStepsAndGoesOnBehindThem() {
        Person member = SERVER.member();
        String project = member.project("x");
        govern(project, Map.of("on_policy_change", "reconfirm"));
        String id = member.runs().confirmed(project, "问一下", "再问一下");
        member.runs().await(id, "blocked");
        govern(project, Map.of("on_policy_change", "reconfirm", "max_steps", 4));

        member.runs().answer(id, answerOf(member, id)).expect(200);

        Answer back = member.runs().await(id, "needs_confirmation");
        assertThat(back.text("status_summary")).isEqualTo("策略已更新，需要重新确认");
        member.runs().confirm(id).expect(200);
        member.runs().await(id, "blocked");
        assertThat(member.runs().eventTypes(id)).containsOnlyOnce("run.created");
    }

    @Test
    void runUnderwayFailsUnderBlock() {
        Person member = SERVER.member();
        String project = member.project("x");
        govern(project, Map.of("on_policy_change", "block"));
        String id = member.runs().confirmed(project, "问一下", "再问一下");
        member.runs().await(id, "blocked");
        govern(project, Map.of("on_policy_change", "block", "max_steps", 4));

        member.runs().answer(id, answerOf(member, id)).expect(200);

        assertThat(member.runs().await(id, "failed").text("status_summary")).isEqualTo("策略已更新，按 on_policy_change 停止");
    }

    @Test
    void whatThePolicyForbidsNowIsNotConfirmed() {
        Person member = SERVER.member();
        String project = member.project("x");
        String id = member.runs().create(project, "一", "二").id();
        govern(project, Map.of("max_steps", 1));

        Answer refused = member.runs().confirm(id).refused(403, "policy-denied");

        assertThat(refused.texts("errors", "code")).containsExactly("max_steps");
    }

    @Test
    void waitingRunIsGivenMoreTime() {
        Person member = SERVER.member();
        String project = member.project("x");
        govern(project, Map.of("confirm_within", "PT1H"));
        Answer run = member.runs().create(project, "一");
        assertThat(run.json().path("allowed_actions").toString()).contains("extend");
        govern(project, Map.of("confirm_within", "PT5H"));

        Answer extended = member.api()
                .post(Runs.PATH + "/" + run.id() + "/extend", Map.of())
                .expect(200);

        assertThat(extended.text("expires_at")).isGreaterThan(run.text("expires_at"));
        assertThat(member.runs().eventTypes(run.id())).containsExactly("run.created", "run.extended");
        String unlimited = member.runs().create("", "一").id();
        member.api().post(Runs.PATH + "/" + unlimited + "/extend").refused(409, "wrong-state");
        SERVER.member().api().post(Runs.PATH + "/" + run.id() + "/extend").refused(404, "not-found");
    }

    private static Map<String, Object> answerOf(Person member, String id) {
        var properties = member.runs()
                .get(id)
                .json()
                .path("question")
                .path("input_schema")
                .path("properties");
        Map<String, Object> answer = new java.util.TreeMap<>();
        for (String name : properties.propertyNames()) {
            var choices = properties.path(name).path("oneOf");
            answer.put(
                    name, choices.isEmpty() ? "好" : choices.get(0).path("const").asString());
        }
        return answer;
    }

    private static Answer confirm(Person member, String id, String policy) {
        return member.api().post(Runs.PATH + "/" + id + "/confirm", Map.of("policy_digest", policy));
    }

    private static void govern(String project, Map<String, Object> policy) {
        SERVER.admin()
                .api()
                .put("/v2/governance/layers/project/" + project, Map.of("policy", policy))
                .expect(200);
    }
}
