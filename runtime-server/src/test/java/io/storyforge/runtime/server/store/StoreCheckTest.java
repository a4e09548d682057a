package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunDecision;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Damage that is made on purpose is found, and no damaged copy takes the place of the data. */
class StoreCheckTest {
    private static final String FIRST = SampleRuns.id(1);

    @TempDir
    private Path folder;

    @BeforeEach
    void fill() {
        AtomicLong ids = new AtomicLong();
        try (SqliteStore store =
                SqliteStore.open(folder, () -> SampleRuns.NOW, () -> SampleRuns.id(ids.incrementAndGet()))) {
            for (int number = 1; number <= 2; number++) {
                Run run = SampleRuns.unconfirmed(SampleRuns.id(number), number, SampleRuns.LANE);
                store.write(records -> {
                    records.runs().insert(run, List.of(SampleRuns.created()), SampleRuns.NOW);
                    return run;
                });
            }
            Run run = store.read(records -> records.runs().find(FIRST)).orElseThrow();
            for (RunCommand command : List.of(
                    new RunCommand.Confirm("user-1", "", Optional.empty()),
                    new RunCommand.Promote("tools"),
                    new RunCommand.StartStep(0))) {
                RunDecision.Accepted accepted = SampleRuns.accept(run, command, SampleRuns.NOW);
                store.write(records -> {
                    records.runs().update(accepted.run(), accepted.events(), SampleRuns.NOW);
                    return accepted.run();
                });
                run = accepted.run();
            }
        }
    }

    @Test
    void soundDataHasNoFindings() {
        StoreCheck.Report report = StoreCheck.ofFolder(folder);

        assertThat(report.findings()).isEmpty();
        assertThat(report.runs()).isEqualTo(2);
        assertThat(report.events()).isEqualTo(6);
    }

    @Test
    void missingEventIsFound() {
        damage("DELETE FROM agent_run_events WHERE run_id = '%s' AND seq = 2".formatted(FIRST));

        assertThat(StoreCheck.ofFolder(folder).findings())
                .contains("events of run %s: after number 1 comes 3".formatted(FIRST));
    }

    @Test
    void statusThatTheEventsDoNotTellIsFound() {
        damage("UPDATE agent_runs SET run_status = 'done' WHERE id = '%s'".formatted(FIRST));

        assertThat(StoreCheck.ofFolder(folder).findings())
                .containsExactly("run %s is done, its events say running".formatted(FIRST));
    }

    @Test
    void historyThatCannotBeIsFound() {
        damage("UPDATE agent_run_events SET run_status = 'cancelled' WHERE run_id = '%s' AND seq = 4".formatted(FIRST));

        assertThat(StoreCheck.ofFolder(folder).findings())
                .contains("event 5 of run %s leads to running, which cannot be".formatted(FIRST));
    }

    @Test
    void secondActiveRunOfALaneIsFound() {
        damage(
                "DROP INDEX active_run_of_lane",
                "UPDATE agent_runs SET run_status = 'blocked' WHERE id = '%s'".formatted(SampleRuns.id(2)));

        assertThat(StoreCheck.ofFolder(folder).findings()).anyMatch(finding -> finding.startsWith("lane: user user-1"));
    }

    @Test
    void runWithoutEventsAndEventsWithoutRunAreFound() {
        damage(
                "DELETE FROM agent_run_events WHERE run_id = '%s'".formatted(SampleRuns.id(2)),
                "UPDATE agent_run_events SET run_id = 'nobody' WHERE run_id = '%s'".formatted(FIRST));

        assertThat(StoreCheck.ofFolder(folder).findings())
                .contains(
                        "run %s has no events".formatted(SampleRuns.id(2)),
                        "events of run nobody are there, the run is not");
    }

    @Test
    void forgottenForeignKeyIsFound() {
        damage("INSERT INTO project_members VALUES ('nowhere', 'nobody', 'owner', '')");

        assertThat(StoreCheck.ofFolder(folder).findings()).anyMatch(finding -> finding.startsWith("foreign key: "));
    }

    @Test
    void damagedPageIsFoundAndNotCopied() throws IOException {
        damage("PRAGMA wal_checkpoint(TRUNCATE)");
        try (FileChannel file = FileChannel.open(folder.resolve(DataFiles.NAME), StandardOpenOption.WRITE)) {
            for (long page = 2; page < 12; page++) {
                file.write(ByteBuffer.wrap(new byte[64]), page * 4096);
            }
        }

        assertThat(StoreCheck.ofFolder(folder).clean()).isFalse();
        Path copy = folder.resolve("copy.db");
        assertThatThrownBy(() -> Backup.write(folder, copy)).isInstanceOf(StoreUnavailableException.class);
        assertThat(names()).noneMatch(name -> name.contains("copy"));
    }

    @Test
    void dataOfANewerVersionAndOtherFilesAreRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("notes.txt"), "no database");
        damage("PRAGMA user_version = 999");

        assertThat(StoreCheck.ofFolder(folder).findings().getFirst()).contains("newer StoryForge");
        assertThat(StoreCheck.ofFile(other).clean()).isFalse();
        assertThat(StoreCheck.ofFile(folder.resolve("missing")).clean()).isFalse();
        assertThatThrownBy(() -> Backup.restore(other, folder, folder.resolve("kept")))
                .hasMessageContaining("not sound");
        assertThat(folder.resolve("kept")).doesNotExist();
    }

    @Test
    void copyIsForItsOwnerOnlyAndNeverOverwritesAFile() throws IOException {
        Path copy = folder.resolve("copy.db");

        Backup.write(folder, copy);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> Backup.write(folder, copy)).hasMessageContaining("is not overwritten");
        assertThat(names()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void restoreKeepsTheDataThatWasThere() {
        Path copy = folder.resolve("copy.db");
        Path kept = folder.resolve("kept.db");
        Backup.write(folder, copy);
        damage("DELETE FROM agent_run_events", "DELETE FROM agent_runs");

        Backup.restore(copy, folder, kept);

        assertThat(StoreCheck.ofFolder(folder).runs()).isEqualTo(2);
        assertThat(StoreCheck.ofFile(kept).runs()).isZero();
        assertThat(StoreCheck.ofFile(kept).clean()).isTrue();
    }

    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "only root gives files away")
    void restoredDataBelongsToTheOwnerOfTheFolder() throws IOException {
        Path copy = folder.resolve("copy.db");
        Backup.write(folder, copy);
        UserPrincipal service =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("daemon");
        Files.setOwner(folder, service);

        Backup.restore(copy, folder, folder.resolve("kept"));

        assertThat(Files.getOwner(folder.resolve("storyforge.db"))).isEqualTo(service);
    }

    @Test
    void eventsThatWereRemovedOpenlyAreNoGap() {
        damage(
                "DELETE FROM agent_run_events WHERE run_id = '%s' AND seq IN (3, 4)".formatted(FIRST),
                ("UPDATE agent_run_events SET event_type = '%s', details_json = '{\"from\":3,\"to\":5}'"
                                + " WHERE run_id = '%s' AND seq = 5")
                        .formatted(EventType.EVENTS_REMOVED.key(), FIRST));

        assertThat(StoreCheck.ofFolder(folder).findings()).noneMatch(finding -> finding.contains("after number"));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void damage(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(DataFiles.NAME));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
