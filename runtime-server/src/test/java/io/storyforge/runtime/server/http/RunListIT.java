package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunListIT {
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
    void pagesNewestFirstWithoutRepeatOrGapWhileRunsAreAdded() {
        Person member = SERVER.member();
        List<String> made = IntStream.range(0, 45)
                .mapToObj(index -> member.runs().create("", "x").id())
                .toList();

        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = member.api().get(Runs.PATH + "?cursor=" + cursor).expect(200);
            seen.addAll(page.items("id"));
            sizes.add(page.items("id").size());
            cursor = page.text("next_cursor");
            member.runs().create("", "later");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyElementsOf(made.reversed());
        assertThat(sizes).containsExactly(20, 20, 5);
    }

    @Test
    void pagesOfAnySizeShowTheSame() {
        Person member = SERVER.member();
        List<String> made = IntStream.range(0, 6)
                .mapToObj(index -> member.runs().create("", "x").id())
                .toList();

        for (int limit = 1; limit <= 7; limit++) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            do {
                Answer page = member.api()
                        .get(Runs.PATH + "?limit=" + limit + "&cursor=" + cursor)
                        .expect(200);
                seen.addAll(page.items("id"));
                cursor = page.text("next_cursor");
            } while (!cursor.isEmpty());
            assertThat(seen).as("limit " + limit).containsExactlyElementsOf(made.reversed());
        }
    }

    @Test
    void filtersByProjectStatusAndScreen() {
        Person member = SERVER.member();
        String project = member.project("x");
        String inProject = member.runs().create(project, "x").id();
        String without = member.runs().create("", "x").id();
        String cancelled = member.runs().create(project, "x").id();
        member.runs().cancel(cancelled).expect(200);
        String pressed = member.api()
                .post(
                        "/v2/oneliner/handoffs",
                        Map.of("source_screen", "bench", "source_action_key", "plan", "project_id", project))
                .expect(201)
                .id();

        assertThat(listed(member, "")).containsExactly(pressed, cancelled, without, inProject);
        assertThat(listed(member, "?project_id=" + project)).containsExactly(pressed, cancelled, inProject);
        assertThat(listed(member, "?project_id=")).containsExactly(without);
        assertThat(listed(member, "?status=cancelled")).containsExactly(cancelled);
        assertThat(listed(member, "?status=cancelled,needs_confirmation&project_id=" + project))
                .containsExactly(pressed, cancelled, inProject);
        assertThat(listed(member, "?screen=bench")).containsExactly(pressed);
        assertThat(listed(member, "?screen=nowhere")).isEmpty();
        assertThat(listed(member, "?action=plan")).containsExactly(pressed);
        assertThat(listed(member, "?screen=bench&action=homepage-primary-action"))
                .isEmpty();
        assertThat(listed(member, "?platform=nowhere")).isEmpty();
        assertThat(listed(member, "?platform=&action=")).hasSize(4);
        assertThat(listed(member, "?status=done")).isEmpty();
    }

    @Test
    void numbersCountWithinTheProject() {
        Person member = SERVER.member();
        String project = member.project("x");
        member.runs().create(project, "x");
        member.runs().create("", "x");
        member.runs().create(project, "x");

        assertThat(member.api().get(Runs.PATH + "?project_id=" + project).items("number"))
                .containsExactly("2", "1");
    }

    private static List<String> listed(Person member, String query) {
        return member.api().get(Runs.PATH + query).expect(200).items("id");
    }
}
