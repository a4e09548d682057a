package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a data directory must be, and what opening makes of it. */
final class OpeningTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void letsOnlyTheOwnerReadTheFiles() throws IOException {
        Path data = directory.resolve("new").resolve("data");

        try (SqliteStore store = Scenes.open(data)) {
            store.write(records -> Scenes.insert(records, 1));

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            for (String file : List.of("storyforge.db", "storyforge.db-wal", "storyforge.db-shm")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a?b=c&d", "数据", "100%", "a#b"})
    void takesAnyFolderName(String name) {
        Path data = directory.resolve(name);

        try (SqliteStore store = Scenes.open(data)) {
            store.write(records -> Scenes.insert(records, 1));
        }

        assertThat(data.resolve("storyforge.db")).isNotEmptyFile();
        try (SqliteStore again = Scenes.open(data)) {
            assertThat(again.<Long>read(records -> records.runs().lastPosition()))
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesASettingThatDoesNotReadBack() {
        List<Pragma> pragmas = new ArrayList<>(Pragma.REQUIRED);
        pragmas.add(new Pragma("synchronous", "NORMAL", "2"));
        SqliteStore.Limits limits = SqliteStore.Limits.DEFAULT;

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> Scenes.open(
                        directory,
                        new SqliteStore.Limits(pragmas, limits.mostWaiting(), limits.readers(), limits.readTime())))
                .withMessageStartingWith("SQLite's setting synchronous is 1 and must be 2");
    }

    @Test
    void refusesASqliteThatCanCorruptData() {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> SqliteConnections.requireVersion("3.51.2"))
                .withMessageStartingWith("SQLite 3.51.2 can corrupt data");
        assertThatCode(() -> SqliteConnections.requireVersion("3.51.3")).doesNotThrowAnyException();
        assertThatCode(() -> SqliteConnections.requireVersion("3.100.0")).doesNotThrowAnyException();
    }

    @Test
    void refusesDataOfANewerVersion() throws SQLException {
        Scenes.open(directory).close();
        int newer = Schema.VERSION + 1;
        execute("PRAGMA user_version = " + newer);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> Scenes.open(directory))
                .withMessage(
                        "this data was written by a newer StoryForge (schema %d, this server knows %d); install that version or restore a backup",
                        newer, Schema.VERSION);
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Files.writeString(directory.resolve("storyforge.db"), "this is not a database, ".repeat(100));

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> Scenes.open(directory));
    }

    @Test
    void hasAMigrationForEveryVersion() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration/sqlite"))) {
            List<Path> migrations = files.sorted().toList();

            assertThat(migrations).hasSize(Schema.VERSION);
            for (int version = 1; version <= Schema.VERSION; version++) {
                assertThat(Files.readString(migrations.get(version - 1)).strip())
                        .endsWith("PRAGMA user_version = %d;".formatted(version));
            }
        }
    }

    @Test
    void opensANewFolderForManyAtOnce() throws Exception {
        try (ExecutorService openers = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                String name = "user-" + i;
                tasks.add(() -> addUser(name));
            }
            for (Future<Boolean> added : openers.invokeAll(tasks)) {
                assertThat(added.get()).isTrue();
            }
        }

        try (SqliteStore store = Scenes.open(directory)) {
            assertThat(store.<List<User>>read(records -> records.identities().all()))
                    .extracting(User::name)
                    .containsExactly("user-1", "user-2", "user-3", "user-4");
        }
    }

    @Test
    void seesWhatAnotherStoreOnTheFolderWrites() {
        User user = new User("u-1", "ann", Role.ADMIN, Standing.APPROVED, SampleRuns.NOW);
        try (SqliteStore server = Scenes.open(directory);
                SqliteStore commandLine = Scenes.open(directory)) {
            server.write(records -> Scenes.insert(records, 1));
            commandLine.write(records -> {
                records.identities().insert(user);
                return user;
            });
            server.write(records -> Scenes.insert(records, 2));

            assertThat(server.<List<User>>read(records -> records.identities().all()))
                    .containsExactly(user);
            assertThat(commandLine.<Long>read(records -> records.runs().lastPosition()))
                    .isEqualTo(2);
        }
    }

    private boolean addUser(String name) {
        try (SqliteStore store = Scenes.open(directory)) {
            return store.write(records -> {
                records.identities().insert(new User(name, name, Role.MEMBER, Standing.APPROVED, SampleRuns.NOW));
                return true;
            });
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("storyforge.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
