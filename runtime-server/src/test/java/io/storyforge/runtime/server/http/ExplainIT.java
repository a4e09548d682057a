package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.bench.Gates;
import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a run waits, asked over HTTP. */
class ExplainIT {
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
    void everyStateOfARunIsExplained() {
        Person member = SERVER.member();
        String gate = UUID.randomUUID().toString();
        String first = member.runs()
                .create("", RunLifeIT.waiting("bench.read", gate), "人工")
                .id();
        Answer unconfirmed = explain(member, first);
        assertThat(unconfirmed.text("code")).isEqualTo("awaiting_confirmation");
        assertThat(unconfirmed.texts("waits_for", "name"))
                .containsExactly(member.user().name());

        member.runs().confirm(first).expect(200);
        Eventually.holds(Eventually.SOON, () -> Gates.reached(gate));
        String second = member.runs().confirmed("", "二");
        String third = member.runs().confirmed("", "三");
        Answer working = explain(member, first);
        Answer queued = explain(member, third);
        assertThat(working.text("code")).isEqualTo("tool_works");
        assertThat(working.texts("waits_for", "id")).containsExactly("bench.read");
        assertThat(queued.text("code")).isEqualTo("behind_run");
        assertThat(queued.json().path("queue_position").asInt()).isEqualTo(2);
        assertThat(queued.json().path("blocked_by").path("run_id").asString()).isEqualTo(first);
        assertThat(queued.json().path("blocked_by").path("code").asString()).isEqualTo("tool_works");
        assertThat(queued.text("since")).isNotEmpty();

        Gates.open(gate);
        member.runs().await(first, "blocked");
        assertThat(explain(member, first).text("code")).isEqualTo("awaiting_person_step");
        assertThat(explain(member, second).json().path("moves").get(0).asString())
                .isEqualTo("blocker_is_answered");
        member.runs().cancel(first).expect(200);
        assertThat(explain(member, first).text("code")).isEqualTo("ended");
        member.runs().await(second, "blocked");
        assertThat(explain(member, third).json().path("queue_position").asInt()).isEqualTo(1);
    }

    @Test
    void runBeingCancelledNamesWhoAskedAndTheToolThatHasToStop() {
        Person member = SERVER.member();
        String gate = UUID.randomUUID().toString();
        String id = member.runs().confirmed("", RunLifeIT.waiting("bench.stubborn", gate));
        Eventually.holds(Eventually.SOON, () -> Gates.reached(gate));
        member.runs().cancel(id).expect(200);

        Answer why = explain(member, id);
        Gates.open(gate);

        assertThat(why.text("code")).isEqualTo("stopping");
        assertThat(why.json().path("details").path("by_name").asString())
                .isEqualTo(member.user().name());
        assertThat(why.texts("waits_for", "id")).containsExactly("bench.stubborn");
    }

    @Test
    void haltedQueueNamesTheOverrideThatHaltsIt() {
        Person owner = SERVER.member();
        Person admin = SERVER.admin();
        String project = owner.project("x");
        String active = owner.runs().confirmed(project, "一");
        owner.runs().await(active, "blocked");
        String queued = owner.runs().confirmed(project, "二");
        String unconfirmed = owner.runs().create(project, "三").id();
        admin.api()
                .put("/v2/governance/layers/project/" + project, Map.of("policy", Map.of("halt", true), "reason", "检查"))
                .expect(200);
        owner.runs().cancel(active).expect(200);

        Answer halted = explain(owner, queued);

        assertThat(halted.text("code")).isEqualTo("halted");
        assertThat(halted.json().path("details").path("layer").asString()).isEqualTo("project/" + project);
        assertThat(explain(owner, unconfirmed).text("code")).isEqualTo("halted");
    }

    @Test
    void whoConfirmsForOthersLearnsNothingOfTheRunBefore() {
        Person owner = SERVER.member();
        Person admin = SERVER.admin();
        String project = owner.project("x");
        String before = owner.runs().confirmed(project, "不给别人看");
        owner.runs().await(before, "blocked");
        String approved = owner.runs().create(project, "一").id();
        admin.api()
                .put(
                        "/v2/governance/layers/project/" + project,
                        Map.of("policy", Map.of("self_confirm", false), "reason", "检查"))
                .expect(200);
        assertThat(explain(owner, approved).text("code")).isEqualTo("awaiting_approval");
        admin.runs().confirm(approved).expect(200);

        Answer seen = explain(admin, approved);

        assertThat(seen.text("code")).isEqualTo("behind_run");
        assertThat(seen.json().path("blocked_by").isEmpty()).isTrue();
        assertThat(seen.body()).doesNotContain(before).doesNotContain("不给别人看");
        assertThat(explain(owner, approved)
                        .json()
                        .path("blocked_by")
                        .path("run_id")
                        .asString())
                .isEqualTo(before);
    }

    @Test
    void foreignRunsAreNotExplained() {
        String id = SERVER.member().runs().create("", "一").id();

        SERVER.member().api().get(Runs.PATH + "/" + id + "/explain").refused(404, "not-found");
        SERVER.anonymous().get(Runs.PATH + "/" + id + "/explain").refused(401, "unauthenticated");
    }

    private static Answer explain(Person person, String id) {
        return person.api().get(Runs.PATH + "/" + id + "/explain").expect(200);
    }
}
