package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.ServerWithStore;
import io.storyforge.runtime.server.StoryForgeServer;
import io.storyforge.runtime.server.crash.Torture.Report;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The tester itself: a server with a broken mechanism does not pass. */
class DefectsIT {
    private static final long SEED = 7;
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final Duration LIVENESS = Duration.ofSeconds(2);

    @ParameterizedTest
    @EnumSource(
            value = Defect.class,
            mode = Mode.EXCLUDE,
            names = {"ANSWERS_BEFORE_COMMIT", "RESCUES_NOTHING"})
    void areNoticedWithoutACrash(Defect defect, @TempDir Path data, @TempDir Path logs) throws SQLException {
        try (Calm server = new Calm(data, defect)) {
            Torture torture = torture(server, data, logs);
            if (defect == Defect.LETS_TWO_RUNS_OF_A_LANE_RUN) {
                dropLaneIndex(data);
            }

            assertNoticed(defect, torture.run(TIME, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Defect.class,
            names = {"ANSWERS_BEFORE_COMMIT", "RESCUES_NOTHING"})
    void areNoticedByAKill(Defect defect, @TempDir Path data, @TempDir Path logs) {
        try (ServerProcess server = new ServerProcess(logs, data, DefectiveMain.class.getName(), defect.name())) {
            assertNoticed(defect, torture(server, data, logs).run(Duration.ZERO, 2));
        }
    }

    private static void assertNoticed(Defect defect, Report report) {
        assertThat(defect.isNamedBy(report.violations()))
                .as("%s", report.violations().stream().limit(3).toList())
                .isTrue();
    }

    private static Torture torture(Torture.Victim victim, Path data, Path logs) {
        return new Torture(victim, data, logs.resolve("steps"), SEED, LIVENESS);
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

    /** A server in this process, which nobody kills. */
    private static final class Calm implements Torture.Victim, AutoCloseable {
        private final Path data;
        private final Defect defect;
        private Optional<StoryForgeServer> running = Optional.empty();

        Calm(Path data, Defect defect) {
            this.data = data;
            this.defect = defect;
        }

        @Override
        public int start() {
            running = Optional.of(ServerWithStore.start(data, store -> new DefectiveStore(store, defect)));
            return running.get().port();
        }

        @Override
        public void killDuringStart(Duration after) {
            throw new UnsupportedOperationException("nobody kills it");
        }

        @Override
        public void kill() {
            close();
        }

        @Override
        public void close() {
            running.ifPresent(StoryForgeServer::close);
        }
    }
}
