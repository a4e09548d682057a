package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process killed while it brings the data of the first version up to date. */
@Timeout(120)
final class KilledUpgradeTest {
    private static final int FIRST_WRITE = 4;
    private static final int BETWEEN_KILLS = 30;

    @TempDir
    Path directory = Path.of("");

    @Test
    void leavesOneOfTheTwoSchemasAndOpensAgain() throws Exception {
        killAgainAndAgain(System.getProperty("java.class.path"));
    }

    @Test
    void noticesMigrationsThatAreNotOneTransaction(@TempDir Path settings) throws IOException {
        Path migrations = Files.createDirectories(settings.resolve("db/migration/sqlite"));
        for (String script : List.of("V2__fewer_indexes.sql", "V3__approvals.sql")) {
            Files.writeString(migrations.resolve(script + ".conf"), "executeInTransaction=false\n");
        }
        String classPath = settings + File.pathSeparator + System.getProperty("java.class.path");

        assertThatThrownBy(() -> killAgainAndAgain(classPath))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("killed at write");
    }

    private void killAgainAndAgain(String classPath) throws IOException, SQLException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "SKIPPED: needs strace");
        List<Integer> left = new ArrayList<>();
        boolean killed = true;
        for (int write = FIRST_WRITE; killed; write += BETWEEN_KILLS) {
            Path data = dataOfVersion(1, "killed-" + write);
            ask(data, "INSERT INTO users VALUES ('ann', 'ann', 'member', 'approved', '2026-01-01T00:00:00.000Z')");

            int exit = openUntilWrite(write, data, classPath);

            killed = exit != 0;
            int version = Integer.parseInt(ask(data, "PRAGMA user_version"));
            assertThat(schema(data)).as("killed at write %d", write).isEqualTo(schemaOfVersion(version));
            assertThat(ask(data, "PRAGMA integrity_check")).isEqualTo("ok");
            try (SqliteStore store = Scenes.open(data)) {
                assertThat(store.<Boolean>read(
                                records -> records.identities().named("ann").isPresent()))
                        .isTrue();
            }
            assertThat(schema(data)).isEqualTo(schemaOfVersion(Schema.VERSION));
            if (killed) {
                assertThat(exit).isEqualTo(137);
                left.add(version);
            }
        }
        // Kills that all came before or after the work would prove nothing.
        assertThat(left)
                .hasSizeGreaterThanOrEqualTo(3)
                .contains(1)
                .anyMatch(version -> version > 1 && version < Schema.VERSION);
    }

    private Path dataOfVersion(int version, String name) throws IOException, SQLException {
        Path data = Files.createDirectories(directory.resolve(name));
        if (Files.notExists(data.resolve("storyforge.db"))) {
            ask(data, "PRAGMA journal_mode = WAL");
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(url(data), null, null)
                    .locations("classpath:db/migration/sqlite")
                    .target(Integer.toString(version))
                    .load()
                    .migrate();
        }
        return data;
    }

    private String schemaOfVersion(int version) throws IOException, SQLException {
        return schema(dataOfVersion(version, "version-" + version));
    }

    private static String schema(Path data) throws SQLException {
        return ask(data, "SELECT group_concat(sql, ';' ORDER BY name) FROM sqlite_schema");
    }

    private static String ask(Path data, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(data));
                Statement statement = connection.createStatement()) {
            if (!statement.execute(question)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private static String url(Path data) {
        return "jdbc:sqlite:" + data.resolve("storyforge.db");
    }

    // Counted for each thread: one of them does all of the upgrade.
    private static int openUntilWrite(int write, Path data, String classPath) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        "/usr/bin/strace",
                        "-f",
                        "-qq",
                        "--seccomp-bpf",
                        "-o",
                        "/dev/null",
                        "-e",
                        "inject=pwrite64:signal=SIGKILL:when=" + write,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        ChildProcess.class.getName(),
                        "user",
                        data.toString(),
                        "bob")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
