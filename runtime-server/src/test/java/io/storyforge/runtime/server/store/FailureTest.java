package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What callers see when the database cannot do its part. */
@Timeout(60)
final class FailureTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void refusesChangesWhileTheTablesAreBrokenAndWorksAgainAfterwards() throws SQLException {
        try (SqliteStore store = Scenes.open(directory)) {
            store.write(records -> Scenes.insert(records, 1));
            execute(directory, "ALTER TABLE agent_run_events RENAME TO hidden");

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.write(records -> Scenes.insert(records, 2)));
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.read(records -> records.runs().lastPosition()));
            execute(directory, "ALTER TABLE hidden RENAME TO agent_run_events");

            store.write(records -> Scenes.insert(records, 3));
            assertThat(store.<Long>read(records -> records.runs().lastPosition()))
                    .isEqualTo(2);
        }
    }

    @Test
    void refusesAChangeWhoseFunctionHidesAFailureOfTheDatabase() throws SQLException {
        try (SqliteStore store = Scenes.open(directory)) {
            execute(directory, "ALTER TABLE run_steps RENAME TO hidden");

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.write(records -> {
                        Scenes.insert(records, 1);
                        assertThatExceptionOfType(StoreUnavailableException.class)
                                .isThrownBy(() -> records.runs().outputs("x"));
                        return 0;
                    }));
            assertThat(store.<Long>read(records -> records.runs().lastPosition()))
                    .isZero();
        }
    }

    @Test
    void refusesChangesWhileItCannotOpenTheFileAgain() throws IOException, SQLException {
        Path data = directory.resolve("data");
        Path away = directory.resolve("away");
        try (SqliteStore store = Scenes.open(data)) {
            execute(data, "ALTER TABLE agent_run_events RENAME TO hidden");
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.write(records -> Scenes.insert(records, 1)));
            execute(data, "ALTER TABLE hidden RENAME TO agent_run_events");
            Files.move(data, away);

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.write(records -> Scenes.insert(records, 2)))
                    .withMessageStartingWith("cannot open the database");

            Files.move(away, data);
            store.write(records -> Scenes.insert(records, 3));
            assertThat(store.<Long>read(records -> records.runs().lastPosition()))
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesChangesInARead() {
        try (SqliteStore store = Scenes.open(directory)) {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> store.read(records -> Scenes.insert(records, 1)))
                    .withMessageContaining("must not change");

            assertThat(store.<Long>read(records -> records.runs().lastPosition()))
                    .isZero();
        }
    }

    @Test
    void stopsAReadThatTakesTooLong() {
        SqliteStore.Limits limits = SqliteStore.Limits.DEFAULT;
        Duration none = Duration.ZERO;
        try (SqliteStore store =
                Scenes.open(directory, new SqliteStore.Limits(limits.pragmas(), limits.mostWaiting(), 1, none))) {
            store.write(records -> {
                for (int i = 1; i <= 3000; i++) {
                    Scenes.insert(records, i);
                }
                return 0;
            });

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(
                            () -> store.read(records -> records.runs().inStatus(List.of(RunStatus.NEEDS_CONFIRMATION))))
                    .withMessageContaining("interrupt");
            assertThat(store.<Integer>read(records -> 1)).isEqualTo(1);
        }
    }

    @Test
    void refusesCallsAfterItWasClosed() {
        SqliteStore store = Scenes.open(directory);
        store.close();
        store.close();

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.read(records -> 1));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.write(records -> 1));
    }

    @Test
    void refusesASecondUserOfTheSameNameWithoutHarm() {
        try (SqliteStore store = Scenes.open(directory)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.write(records -> {
                        Scenes.addUser(records, "u-1", "ann");
                        Scenes.addUser(records, "u-2", "ann");
                        return 0;
                    }))
                    .withMessageStartingWith("the database refuses the change");

            store.write(records -> Scenes.addUser(records, "u-3", "ann"));
        }
    }

    private static void execute(Path data, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("storyforge.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
