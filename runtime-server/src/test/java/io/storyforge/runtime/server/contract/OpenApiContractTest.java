package io.storyforge.runtime.server.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenApiContractTest {
    private static final String JSON = "application/json";
    private static final String ID = "019a8f3c-1d2e-7abc-8def-0123456789ab";
    private static final String ME = """
            {"id":"%s","name":"admin","role":"admin","status":"approved"}""".formatted(ID);
    private static final String PROBLEM = """
            {"type":"urn:storyforge:problem:unauthenticated","title":"未登录","status":401,"detail":"",
             "code":"unauthenticated","request_id":"r1"}""";
    private static final String EVENT = """
            {"id":"%s","run_id":"%s","seq":1,"position":812,"event_type":"%s","run_status":"running",
             "summary":"","details":%s,"by_name":"","created_at":"2026-11-23T09:30:00.000Z"}""";

    private final OpenApiContract contract = OpenApiContract.load();

    @Test
    void acceptsWhatIsDocumented() {
        assertThatCode(() -> contract.check("GET", "/v2/me", Optional.empty(), 200, JSON, ME))
                .doesNotThrowAnyException();
        assertThatCode(() -> contract.check(
                        "GET", "/v2/me?x=1", Optional.empty(), 401, "application/problem+json; charset=utf-8", PROBLEM))
                .doesNotThrowAnyException();
        assertThatCode(() -> contract.check("POST", "/v2/logout", Optional.empty(), 204, "", ""))
                .doesNotThrowAnyException();
    }

    @Test
    void namesEveryProblemOfAWrongBody() {
        String wrong = """
                {"id":"17","name":"admin","role":"king","surname":"x"}""";
        assertThatThrownBy(() -> contract.check("GET", "/v2/me", Optional.empty(), 200, JSON, wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("GET /v2/me answered 200", "/id", "/role", "surname", "status");
    }

    @Test
    void refusesAnUndocumentedStatus() {
        assertThatThrownBy(() -> contract.check("GET", "/v2/me", Optional.empty(), 418, JSON, ME))
                .hasMessageContainingAll("status 418 is not documented", "200");
    }

    @Test
    void refusesAnUndocumentedPathAndMethod() {
        assertThatThrownBy(() -> contract.check("GET", "/v2/you", Optional.empty(), 200, JSON, ME))
                .hasMessageContaining("the operation is not documented");
        assertThatThrownBy(() -> contract.check("DELETE", "/v2/me", Optional.empty(), 200, JSON, ME))
                .hasMessageContaining("the operation is not documented");
    }

    @Test
    void refusesAnotherContentTypeAndTextThatIsNotJson() {
        assertThatThrownBy(() -> contract.check("GET", "/v2/me", Optional.empty(), 200, "text/html", ME))
                .hasMessageContaining("content type 'text/html' is not documented");
        assertThatThrownBy(() -> contract.check("GET", "/v2/me", Optional.empty(), 200, JSON, "<html>"))
                .hasMessageContaining("response: is not JSON");
        assertThatThrownBy(() -> contract.check("POST", "/v2/logout", Optional.empty(), 204, JSON, ME))
                .hasMessageContaining("has a body");
    }

    @Test
    void checksTheRequestOnlyWhenItSucceeded() {
        Optional<String> request = Optional.of("""
                {"code":7}""");
        assertThatThrownBy(() -> contract.check("POST", "/v2/login", request, 200, JSON, ME))
                .hasMessageContaining("request /code");
        assertThatThrownBy(() -> contract.check("POST", "/v2/login", Optional.empty(), 200, JSON, ME))
                .hasMessageContaining("succeeded without the required body");
        assertThatCode(() -> contract.check("POST", "/v2/login", request, 401, "application/problem+json", PROBLEM))
                .doesNotThrowAnyException();
    }

    @Test
    void letsAnImportBeCsvOrJson() {
        String path = "/v2/projects/" + ID + "/documents/accounts?key=id";
        String report = """
                {"collection":"accounts","imported":1,"created":1,"updated":0}""";
        for (String body : new String[] {"id,name\n1,甲\n", "[{\"id\":\"1\"}]"}) {
            assertThatCode(() -> contract.check("POST", path, Optional.of(body), 200, JSON, report))
                    .doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> contract.check("POST", path, Optional.of("{\"id\":1}"), 200, JSON, report))
                .hasMessageContaining("request");
    }

    @Test
    void holdsStepEventsToTheirDetails() {
        String details = """
                {"step_id":"s1","index":0,"title":"读取当前项目上下文","detail":""}""";
        assertThatCode(() -> contract.checkValue("RunEvent", EVENT.formatted(ID, ID, "run.step_started", details)))
                .doesNotThrowAnyException();
        assertThatCode(() -> contract.checkValue("RunEvent", EVENT.formatted(ID, ID, "run.started", "{}")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> contract.checkValue("RunEvent", EVENT.formatted(ID, ID, "run.step_started", "{}")))
                .hasMessageContaining("step_id");
        assertThatThrownBy(() -> contract.checkValue("RunEvent", EVENT.formatted(ID, ID, "run.napped", "{}")))
                .hasMessageContaining("event_type");
    }

    @Test
    void canReadEverySchema() {
        for (String name : contract.schemaNames()) {
            assertThatThrownBy(() -> contract.checkValue(name, "[[17]]"))
                    .as(name)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(name);
        }
    }
}
