package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.server.cli.JavaProcess;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.Eventually;
import io.storyforge.runtime.server.store.Backup;
import io.storyforge.runtime.server.store.StoreCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** G17: a backup taken under load restores to a valid database with every write acknowledged before it began. */
class BackupIT {
    private static final int CLIENTS = 3;
    private static final int FILLER_MEGABYTES = 64;
    private static final Duration LIVELY = Duration.ofSeconds(60);

    @Test
    void backupUnderLoadHoldsWhatWasAcknowledgedBeforeIt(@TempDir Path logs, @TempDir Path data, @TempDir Path copies) {
        backUpUnderLoad(logs, data, copies, Backup::write);
    }

    @Test
    void noticesABackupThatOnlyCopiesTheFile(@TempDir Path logs, @TempDir Path data, @TempDir Path copies) {
        assertThatThrownBy(() -> backUpUnderLoad(logs, data, copies, BackupIT::copyFile))
                .isInstanceOf(AssertionError.class);
    }

    private static void copyFile(Path data, Path copy) {
        try {
            Files.copy(data.resolve("storyforge.db"), copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void backUpUnderLoad(Path logs, Path data, Path copies, BiConsumer<Path, Path> backUp) {
        List<SteadyClient> clients = Crew.tokens(data, CLIENTS).stream()
                .map(token -> new SteadyClient(
                        ApiClient.of(0).token(token), logs.resolve("steps").toString()))
                .toList();
        makeLarge(data);
        Path copy = copies.resolve("backup.db");
        Set<String> acknowledged;
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            int port = server.port();
            List<CompletableFuture<Void>> work = clients.stream()
                    .map(client -> CompletableFuture.runAsync(() -> client.workAt(port), Thread::startVirtualThread))
                    .toList();
            killInTheMiddle(logs, data, copies);
            Eventually.holds(LIVELY, () -> clients.stream().allMatch(client -> created(client) >= 3));
            acknowledged = clients.stream()
                    .flatMap(client -> client.created().stream())
                    .collect(Collectors.toSet());
            backUp.accept(data, copy);
            int during = clients.stream().mapToInt(BackupIT::created).sum();
            refusesToRestoreUnder(server, logs, data, copy);
            // The load went on: the copy was made beside it.
            Eventually.holds(
                    LIVELY, () -> clients.stream().mapToInt(BackupIT::created).sum() > during);
            server.kill();
            work.forEach(CompletableFuture::join);
        }
        assertThat(StoreCheck.ofFolder(data).findings()).isEmpty();
        startFromCopy(logs, copies.resolve("new"), copy, clients, acknowledged);
    }

    /** A backup that dies half way leaves nothing under the name of a backup, and hinders no later one. */
    private static void killInTheMiddle(Path logs, Path data, Path copies) {
        Path killed = copies.resolve("killed.db");
        try (JavaProcess backup = JavaProcess.start(logs, "backup", killed.toString(), "--data", data.toString())) {
            Eventually.holds(LIVELY, () -> size(copies, name -> name.endsWith(".part")) > 0);
            backup.kill();
        }
        assertThat(killed).doesNotExist();
        assertThat(size(copies, name -> name.endsWith(".part"))).isPositive();
        Backup.write(data, killed);
        assertThat(StoreCheck.ofFile(killed).findings()).isEmpty();
    }

    private static void refusesToRestoreUnder(JavaProcess server, Path logs, Path data, Path copy) {
        JavaProcess.Ended refused = JavaProcess.run(logs, "restore", copy.toString(), "--data", data.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("in use by another server");
        assertThat(server.out()).contains("is ready");
    }

    private static void startFromCopy(
            Path logs, Path data, Path copy, List<SteadyClient> clients, Set<String> acknowledged) {
        JavaProcess.Ended restored = JavaProcess.run(logs, "restore", copy.toString(), "--data", data.toString());
        assertThat(restored.exit()).as(restored.err()).isZero();
        assertThat(restored.out()).startsWith("Restored ");
        JavaProcess.Ended checked = JavaProcess.run(logs, "check", "--data", data.toString());
        assertThat(checked.exit()).as(checked.out()).isZero();
        assertThat(checked.out()).endsWith("all is well.\n");
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            int port = server.port();
            Set<String> stored = clients.stream()
                    .flatMap(client -> client.created().stream().filter(id -> client.findsAt(port, id)))
                    .collect(Collectors.toSet());
            assertThat(stored).containsAll(acknowledged);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(3 * CLIENTS);
        }
    }

    private static int created(SteadyClient client) {
        return client.created().size();
    }

    // A copy of a small database is over before anybody could end it.
    private static void makeLarge(Path data) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("storyforge.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE filler (content BLOB)");
            statement.execute(
                    "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < %d) INSERT INTO filler SELECT randomblob(1000000) FROM n"
                            .formatted(FILLER_MEGABYTES));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long size(Path folder, Predicate<String> names) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> names.test(file.getFileName().toString()))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
