package io.storyforge.runtime.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.cli.JavaProcess.Ended;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.LiveServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of operators, as they type them. */
class MaintenanceIT {
    @Test
    void backupOfARunningServerIsRestoredWhenItStopped(@TempDir Path logs, @TempDir Path data, @TempDir Path other) {
        Path file = other.resolve("copy.db");
        String amy = token(logs, data, "amy");
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            ApiClient.of(server.port()).token(amy).get("/v2/me").expect(200);

            assertThat(run(logs, data, "backup", file.toString()))
                    .isEqualTo(new Ended(
                            0, "Wrote %s: 0 runs, 0 events, checked.\nAudit log: no entries.\n".formatted(file), ""));
            assertThat(run(logs, data, "backup", file.toString()))
                    .isEqualTo(new Ended(1, "", "%s exists and is not overwritten\n".formatted(file)));
            assertThat(run(logs, data, "restore", file.toString()).exit())
                    .as("a server runs on the folder")
                    .isOne();
            assertThat(server.stop().exit()).isEqualTo(143);
        }
        String late = token(logs, data, "bob");

        Ended restored = run(logs, data, "restore", file.toString());

        assertThat(restored.exit()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("The data before is kept as");
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            ApiClient client = ApiClient.of(server.port());
            client.token(amy).get("/v2/me").expect(200);
            client.token(late).get("/v2/me").refused(401, "unauthenticated");
        }
    }

    @Test
    void checkEndsWithOneWhereThereIsDamage(@TempDir Path logs, @TempDir Path data, @TempDir Path other)
            throws IOException {
        Path file = other.resolve("copy.db");
        var _ = token(logs, data, "amy");
        assertThat(run(logs, data, "backup", file.toString()).exit()).isZero();
        assertThat(run(logs, data, "check"))
                .isEqualTo(new Ended(0, "Audit log: no entries.\nChecked 0 runs and 0 events: all is well.\n", ""));
        assertThat(run(logs, data, "check", file.toString()).exit()).isZero();
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(damaged.length() / 2);
            damaged.write(new byte[8192]);
        }

        Ended found = run(logs, data, "check", file.toString());

        assertThat(found.exit()).isOne();
        assertThat(found.out()).contains("finding(s)");
        assertThat(run(logs, data, "restore", file.toString()).err()).contains("is not sound");
    }

    @Test
    void checkTellsTheHeadOfTheAuditLogAndComparesIt(@TempDir Path logs, @TempDir Path data, @TempDir Path other) {
        Path file = other.resolve("copy.db");
        String kept;
        try (LiveServer server = new LiveServer()) {
            server.start(data);
            changeRules(server);
            assertThat(run(logs, data, "backup", file.toString()).out()).contains("Audit log: 1 entry, head 1:");
            changeRules(server);
            Ended checked = run(logs, data, "check");
            assertThat(checked.exit()).as(checked.out()).isZero();
            kept = checked.out().replaceFirst("(?s)^Audit log: 2 entries, head (2:[0-9a-f]{64})\n.*", "$1");
            changeRules(server);
        }

        assertThat(run(logs, data, "check", "--audit-head", kept).exit()).isZero();
        Ended older = run(logs, data, "check", file.toString(), "--audit-head", kept);
        assertThat(older.exit()).isOne();
        assertThat(older.out()).contains("audit log: it ends with entry 1, but had entry 2", "1 finding(s)");
        Ended wrong = run(logs, data, "check", "--audit-head", kept.substring(2));
        assertThat(wrong.exit()).isOne();
        assertThat(wrong.err()).startsWith("--audit-head must be SEQ:HASH as check printed it");
    }

    private static void changeRules(LiveServer server) {
        server.admin()
                .api()
                .put("/v2/governance/layers/system/default", Map.of("policy", Map.of("max_steps", 9)))
                .expect(200);
    }

    @Test
    void configPrintsWhereAValueCameFromAndNoSecret(@TempDir Path logs, @TempDir Path data) throws IOException {
        Files.writeString(data.resolve("application.yaml"), """
                metrics:
                  access: nobody
                plugins:
                  call-limit: 3s
                  weather:
                    settings:
                      token: swordfish
                """);

        Ended printed = run(logs, data, "config", "--port", "9000");

        assertThat(printed.exit()).as(printed.err()).isZero();
        assertThat(printed.out())
                .contains(
                        "--port = 9000 (flag)\n",
                        "--host = 127.0.0.1 (default)\n",
                        "metrics.access = nobody (file)\n",
                        "events.keep-steps = forever (default)\n",
                        "plugins.call-limit = 3s (file)\n",
                        "plugins.weather.settings.token = (given, not shown) (file)\n")
                .doesNotContain("swordfish");
    }

    private static String token(Path logs, Path data, String user) {
        Ended made = run(logs, data, "token", "create", "--user", user);
        assertThat(made.exit()).as(made.err()).isZero();
        return made.out().strip();
    }

    private static Ended run(Path logs, Path data, String... arguments) {
        return JavaProcess.run(
                logs,
                Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                        .toArray(String[]::new));
    }
}
