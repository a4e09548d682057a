package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportIT {
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
    void importsJsonAndReplacesKnownKeys() {
        Person member = SERVER.member();
        String accounts = documents(member) + "/accounts";

        Answer first = member.api()
                .post(accounts, List.of(Map.of("id", "1", "name", "甲"), Map.of("id", "2")))
                .expect(200);
        Answer second = member.api()
                .post(accounts, List.of(Map.of("id", "2", "name", "乙"), Map.of("id", "3")))
                .expect(200);

        assertThat(report(first)).containsExactly(2, 2, 0);
        assertThat(report(second)).containsExactly(2, 1, 1);
        assertThat(member.api().get(accounts).items("key")).containsExactly("1", "2", "3");
        Answer changed = member.api().get(accounts + "/2").expect(200);
        assertThat(changed.json().path("content").path("name").asString()).isEqualTo("乙");
    }

    @Test
    void importsCsvWithMarkQuotesAndLineBreaks() {
        Person member = SERVER.member();
        String metrics = documents(member) + "/account_metrics";
        String csv = "\uFEFFaccount_id,date,note\r\na,2026-11-01,\"一,\"\"二\"\"\n三\"\r\n\r\nb,2026-11-02,\r\n";

        Answer imported =
                member.api().send(metrics, Payload.of("text/csv", csv)).expect(200);

        assertThat(report(imported)).containsExactly(2, 2, 0);
        assertThat(member.api().get(metrics).items("key")).containsExactly("a|2026-11-01", "b|2026-11-02");
        Answer first = member.api().get(metrics + "/a%7C2026-11-01").expect(200);
        assertThat(first.json().path("content").path("note").asString()).isEqualTo("一,\"二\"\n三");
    }

    @Test
    void takesTheKeyThatIsAskedFor() {
        Person member = SERVER.member();
        String path = documents(member) + "/things";

        member.api()
                .send(path + "?key=a,%20b", Payload.of("text/csv", "a,b,c\n1,2,3\n"))
                .expect(200);

        assertThat(member.api().get(path).items("key")).containsExactly("1|2");
    }

    @Test
    void isWholeOrNotAtAllAndNamesEveryRow() {
        Person member = SERVER.member();
        String accounts = documents(member) + "/accounts";

        Answer refused = member.api()
                .post(accounts, "[{\"id\":\"1\"},{\"name\":\"x\"},{\"id\":\" \"},{\"id\":\"4\"},{\"id\":[1]}]")
                .refused(422, "validation-failed");
        Answer rows = member.api().post(accounts, "[1,{\"id\":\"1\"},null]");
        Answer object = member.api().post(accounts, "{\"id\":\"1\"}").refused(422, "validation-failed");

        assertThat(refused.texts("errors", "pointer")).containsExactly("/1/id", "/2/id", "/4/id");
        assertThat(rows.status()).isIn(400, 422);
        assertThat(object.texts("errors", "pointer")).containsExactly("");
        assertThat(member.api().get(accounts).items("key")).isEmpty();
    }

    @Test
    void refusesWhatIsNotCsv() {
        Person member = SERVER.member();
        String accounts = documents(member) + "/accounts";
        byte[] latin = "id,name\n1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        member.api().send(accounts, new Payload("text/csv", latin, false)).refused(400, "malformed-csv");
        member.api().send(accounts, Payload.of("text/csv", "id,name\n1,\"open")).refused(400, "malformed-csv");
        member.api().send(accounts, Payload.of("text/csv", "id,id\n1,2\n")).refused(400, "malformed-csv");
        member.api().send(accounts, Payload.of("text/plain", "id\n1\n")).refused(415, "unsupported-media-type");
    }

    @Test
    void refusesOddNamesOfCollectionsAndKeys() {
        Person member = SERVER.member();
        String documents = documents(member);

        member.api().post(documents + "/Accounts", List.of()).refused(400, "bad-request");
        member.api().get(documents + "/a-b").refused(400, "bad-request");
        member.api().post(documents + "/accounts/" + "k".repeat(201), Map.of()).refused(400, "bad-request");
        member.api().get(documents + "/accounts/none").refused(404, "not-found");
    }

    @Test
    void writesOneDocumentAndPagesMany() {
        Person member = SERVER.member();
        String things = documents(member) + "/things";
        for (String key : List.of("c", "a", "b")) {
            member.api().post(things + "/" + key, Map.of("n", 1)).expect(201);
        }

        member.api().post(things + "/a", Map.of("n", 2)).expect(200);
        Answer page = member.api().get(things + "?limit=2").expect(200);
        Answer rest = member.api()
                .get(things + "?limit=2&cursor=" + page.text("next_cursor"))
                .expect(200);

        assertThat(page.items("key")).containsExactly("a", "b");
        assertThat(rest.items("key")).containsExactly("c");
        assertThat(rest.text("next_cursor")).isEmpty();
        assertThat(member.api().get(documents(member)).items("name")).isEmpty();
    }

    private static String documents(Person member) {
        return "/v2/projects/" + member.project("x") + "/documents";
    }

    private static List<Integer> report(Answer imported) {
        return List.of(
                imported.json().path("imported").asInt(),
                imported.json().path("created").asInt(),
                imported.json().path("updated").asInt());
    }
}
