package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tester itself: a server with a broken mechanism does not pass. */
class DefectsIT {
    private static final long SEED = 7;
    private static final int KILLS = 3;
    // Ends with the complaint; it is long for a busy machine only.
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final Duration LIVENESS = Duration.ofSeconds(2);

    @ParameterizedTest
    @EnumSource(
            value = Defect.class,
            names = {"DECIDES_ON_WHAT_IT_READ_BEFORE", "IGNORES_KEYS", "LETS_TWO_RUNS_OF_A_LANE_RUN", "STREAMS_REPEAT"})
    void areNoticedByTheClients(Defect defect, @TempDir Path data, @TempDir Path logs) throws SQLException {
        try (DefectiveServer server = new DefectiveServer(data, defect)) {
            Torture torture = torture(server, data, logs, defect);
            if (defect == Defect.LETS_TWO_RUNS_OF_A_LANE_RUN) {
                dropLaneIndex(data);
            }

            assertNoticed(defect, torture.run(PATIENCE, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Defect.class,
            names = {"STREAMS_FROM_NOW", "STREAMS_HAVE_GAPS", "FORGETS_EVENTS", "LEAVES_LANES_IDLE"})
    void areNoticedWhenAllIsCounted(Defect defect, @TempDir Path data, @TempDir Path logs) {
        try (DefectiveServer server = new DefectiveServer(data, defect)) {
            assertNoticed(defect, torture(server, data, logs, defect).run(TIME, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Defect.class,
            names = {"ANSWERS_BEFORE_COMMIT", "TELLS_BEFORE_COMMIT", "RESCUES_NOTHING"})
    void areNoticedAfterAKill(Defect defect, @TempDir Path data, @TempDir Path logs) {
        try (DefectiveServer server = new DefectiveServer(data, defect)) {
            assertNoticed(defect, torture(server, data, logs, defect).run(Duration.ZERO, KILLS));
        }
    }

    private static void assertNoticed(Defect defect, Report report) {
        assertThat(defect.isNamedBy(report.violations()))
                .as("%s", report.violations().stream().limit(3).toList())
                .isTrue();
    }

    private static Torture torture(Victim victim, Path data, Path logs, Defect defect) {
        return new Torture(victim, data, logs.resolve("steps"), SEED, LIVENESS, defect::isNamedBy);
    }

    // The queries name the index, so one of its name stays that does not refuse a second row.
    private static void dropLaneIndex(Path data) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("storyforge.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP INDEX active_run_of_lane");
            statement.execute("CREATE INDEX active_run_of_lane ON agent_runs (user_id, project_id)"
                    + " WHERE run_status IN ('running', 'blocked', 'cancelling')");
        }
    }
}
