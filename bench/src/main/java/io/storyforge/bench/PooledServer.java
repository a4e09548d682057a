package io.storyforge.bench;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.storyforge.runtime.governance.CanonicalJson;
import io.storyforge.runtime.server.identity.Secrets;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Creating a run as it is ordinarily written: JSON-B in and out, DbClient over a pool of ten connections, one durable
 * transaction a request, the server's own rows and answers, and what the server has to know for a run (who calls, the
 * user's place in the project, the session, the policy, the number). What follows from the policy is copied from a run
 * that is stored already, and nothing is checked or logged, which favours it. Arguments: the data folder and the port.
 */
final class PooledServer {
    private static final int CONNECTIONS = 10;

    private static final String SNAPSHOT = "governance_snapshot_json";
    private static final String CALLER =
            "SELECT u.id, u.role, u.standing FROM secrets s JOIN users u ON u.id = s.user_id WHERE s.hash = ?";
    private static final String POLICY = "SELECT scope, key, policy_json, valid_until, notice FROM policy_layers"
            + " WHERE scope IN ('system', 'admin_override') OR (scope = 'platform' AND key = ?)"
            + " OR (scope = 'project' AND key = ?) OR (scope = 'user' AND key = ?)";
    private static final String SESSION = "SELECT id, title, created_at, updated_at FROM sessions"
            + " WHERE user_id = ? AND project_id = ? ORDER BY updated_at DESC LIMIT 1";
    private static final String NUMBER = "INSERT INTO run_numbers (counter, last) VALUES (?, 1)"
            + " ON CONFLICT (counter) DO UPDATE SET last = last + 1 RETURNING last";

    private final Jsonb json = JsonbBuilder.create();
    private final DbClient client;
    private final String insertRun;
    private final String insertEvent;
    private final Map<String, Object> storedRun;
    private final Map<String, Object> storedEvent;
    private final Object snapshot;

    private PooledServer(Path data) throws SQLException {
        try (Connection connection = Database.durable(data)) {
            this.storedRun = Database.row(connection, "agent_runs");
            this.storedEvent = Database.row(connection, "agent_run_events");
        }
        this.snapshot = json.fromJson((String) storedRun.getOrDefault(SNAPSHOT, "{}"), Map.class);
        this.insertRun = Database.insert("agent_runs", storedRun.keySet());
        this.insertEvent = Database.insert("agent_run_events", storedEvent.keySet());
        this.client = JdbcClientBuilder.create()
                .connectionPool(new ConnectionPool(data, CONNECTIONS))
                .build();
    }

    public static void main(String[] arguments) throws SQLException {
        Quiet.logging();
        PooledServer server = new PooledServer(Path.of(arguments[0]));
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[1]))
                .featuresDiscoverServices(false)
                .routing(HttpRouting.builder()
                        .get("/ready", (request, response) -> response.send("ready"))
                        .post(Requests.RUNS, server::create))
                .build()
                .start();
    }

    @SuppressWarnings("unchecked") // JSON-B reads an object as a map with text keys
    private void create(ServerRequest request, ServerResponse response) {
        String token = request.headers().get(HeaderNames.AUTHORIZATION).get().substring("Bearer ".length());
        List<DbRow> caller = rows(client.execute(), CALLER, Secrets.hash(token));
        Map<String, Object> body = json.fromJson(request.content().as(String.class), Map.class);
        Map<String, Object> run = run(body, caller.getFirst().column(1).getString());
        Map<String, Object> plan = plan((Map<?, ?>) body.getOrDefault("plan_request", Map.of()));
        run.put("plan_json", json.toJson(plan));
        run.put("plan_digest", CanonicalJson.sha256(plan));
        DbTransaction transaction = client.transaction();
        try {
            run.put("number", lookUp(transaction, run));
            transaction.insert(insertRun, values(storedRun, run));
            transaction.insert(insertEvent, values(storedEvent, event(run)));
            transaction.commit();
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(json.toJson(view(run, plan)));
    }

    /** The run as the API shows it: its columns, and what is JSON in them as objects. */
    private Map<String, Object> view(Map<String, Object> run, Map<String, Object> plan) {
        Map<String, Object> view = new LinkedHashMap<>(storedRun);
        view.putAll(run);
        view.keySet().removeIf(column -> column.endsWith("_json"));
        view.put("plan", plan);
        view.put("governance_snapshot", snapshot);
        return view;
    }

    /** What the server looks up for each run, inside its transaction; the run's number. */
    private static long lookUp(DbTransaction transaction, Map<String, Object> run) {
        Object user = run.getOrDefault("user_id", "");
        Object project = run.getOrDefault("project_id", "");
        rows(transaction, "SELECT role FROM project_members WHERE project_id = ? AND user_id = ?", project, user);
        rows(transaction, POLICY, run.getOrDefault("platform", ""), project, user);
        rows(transaction, SESSION, user, project);
        return rows(transaction, NUMBER, project).getFirst().column(1).getInt();
    }

    private static List<DbRow> rows(DbExecute execute, String query, Object... parameters) {
        try (Stream<DbRow> rows = execute.query(query, parameters)) {
            return rows.toList();
        }
    }

    private static Map<String, Object> run(Map<String, Object> body, String userId) {
        String now = Instant.now().toString();
        Map<String, Object> run = new LinkedHashMap<>(body);
        run.remove("plan_request");
        run.put("id", UUID.randomUUID().toString());
        run.put("session_id", "current");
        run.put("user_id", userId);
        run.put("source_type", "api");
        run.put("run_status", "needs_confirmation");
        run.put("status_summary", "等待确认");
        run.put("created_at", now);
        run.put("updated_at", now);
        return run;
    }

    private static Map<String, Object> plan(Map<?, ?> request) {
        List<Map<String, Object>> steps = new ArrayList<>();
        if (request.get("steps") instanceof List<?> titles) {
            for (Object title : titles) {
                Map<String, Object> step = new LinkedHashMap<>();
                step.put("id", "s" + (steps.size() + 1));
                step.put("title", title);
                step.put("tool", "");
                step.put("arguments", Map.of());
                step.put("effect", "read_only");
                step.put("status", "pending");
                step.put("detail", "");
                step.put("started_at", "");
                step.put("finished_at", "");
                steps.add(step);
            }
        }
        return Map.of("goal", String.valueOf(request.get("goal")), "revision", 1, "steps", steps);
    }

    private static Map<String, Object> event(Map<String, Object> run) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", UUID.randomUUID().toString());
        event.put("run_id", run.get("id"));
        event.put("event_type", "run.created");
        event.put("summary", "已创建");
        event.put("created_at", run.get("created_at"));
        event.put("seq", 1);
        event.put("position", System.nanoTime());
        event.put("run_status", run.get("run_status"));
        event.put("user_id", run.get("user_id"));
        event.put("project_id", run.get("project_id"));
        return event;
    }

    private static Object[] values(Map<String, Object> stored, Map<String, Object> changed) {
        return stored.entrySet().stream()
                .map(column -> changed.getOrDefault(column.getKey(), column.getValue()))
                .toArray();
    }
}
