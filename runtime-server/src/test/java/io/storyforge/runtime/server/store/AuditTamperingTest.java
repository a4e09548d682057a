package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storyforge.runtime.governance.AuditHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G19: whoever changes the audit log in the file, past the server, is found out. */
final class AuditTamperingTest {
    private static final String MAKE_ROOM_FROM_3 = "UPDATE governance_changes SET seq = -seq WHERE seq > 2";
    private static final String DOES_NOT_FIT = "audit log: entry %d does not fit what stands before it: it was changed,"
            + " put in or moved after it was written (id id-%d)";

    @TempDir
    Path directory = Path.of("");

    private AuditLog log = new AuditLog(Path.of(""));

    @BeforeEach
    void write() {
        log = new AuditLog(directory);
        log.write(1, 5);
        assertThat(log.findings()).isEmpty();
    }

    @Test
    void tableRefusesToChangeOrDeleteEntries() {
        for (String refused : List.of("UPDATE governance_changes SET reason = ''", "DELETE FROM governance_changes")) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> log.execute(refused))
                    .withMessageContaining("governance changes are only added to");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = 'x'",
                "actor_id = 'bob'",
                "action = 'layer.puT'",
                "object = 'user/u4'",
                "reason = ''",
                "details_json = replace(details_json, ':', ': ')",
                "request_id = 'r-4'",
                "created_at = '1999-01-01T00:00:00.000Z'",
                "reason = request_id, request_id = reason",
                "chain_hash = replace(chain_hash, substr(chain_hash, 1, 1), 'x')",
                "chain_hash = ''"
            })
    void changedColumnIsFoundInItsEntry(String change) {
        log.tamper("UPDATE governance_changes SET %s WHERE seq = 3".formatted(change));

        assertThat(log.findings()).singleElement().asString().startsWith("audit log: entry 3 ");
    }

    @Test
    void flippedBitOfTheFileIsFound() throws IOException {
        log.execute("PRAGMA wal_checkpoint(TRUNCATE)");

        flipBitOf("reason of 3");

        assertThat(log.findings()).containsExactly(DOES_NOT_FIT.formatted(3, 3));
    }

    @Test
    void removedEntryIsFoundAlsoWhenTheOthersAreRenumbered() {
        log.tamper("DELETE FROM governance_changes WHERE seq = 3");
        assertThat(log.findings()).containsExactly("audit log: entry 3 is missing: after 2 comes 4");

        log.tamper(MAKE_ROOM_FROM_3, "UPDATE governance_changes SET seq = -seq - 1 WHERE seq < 0");

        assertThat(log.findings()).containsExactly(DOES_NOT_FIT.formatted(3, 4));
    }

    @Test
    void removedBeginningIsFound() {
        log.tamper("DELETE FROM governance_changes WHERE seq < 3");

        assertThat(log.findings()).containsExactly("audit log: entry 1 is missing: after 0 comes 3");
    }

    @Test
    void entryPutInIsFound() {
        log.tamper(MAKE_ROOM_FROM_3, "UPDATE governance_changes SET seq = 1 - seq WHERE seq < 0");

        insert(9, new AuditHead(3, "0".repeat(64)));

        assertThat(log.findings()).containsExactly(DOES_NOT_FIT.formatted(3, 9));
    }

    @Test
    void entryPutInWithTheHashThatItWouldHaveIsFoundByTheOneBehindIt() {
        AuditHead second = log.stored().get(1);
        log.tamper(MAKE_ROOM_FROM_3, "UPDATE governance_changes SET seq = 1 - seq WHERE seq < 0");

        insert(9, second.followedBy(AuditRow.texts(AuditLog.change(9))));

        assertThat(log.findings()).containsExactly(DOES_NOT_FIT.formatted(4, 3));
    }

    @Test
    void entryRewrittenWithTheHashThatItWouldHaveIsFoundByTheOneBehindIt() {
        AuditHead second = log.stored().get(1);
        log.tamper("DELETE FROM governance_changes WHERE seq = 3");

        insert(9, second.followedBy(AuditRow.texts(AuditLog.change(9))));

        assertThat(log.findings()).containsExactly(DOES_NOT_FIT.formatted(4, 4));
    }

    @Test
    void swappedEntriesAreFound() {
        log.tamper(
                "UPDATE governance_changes SET seq = -seq WHERE seq IN (2, 3)",
                "UPDATE governance_changes SET seq = 5 + seq WHERE seq < 0");

        assertThat(log.findings()).containsExactly(DOES_NOT_FIT.formatted(2, 3));
    }

    @Test
    void cutEndFitsAndOnlyAKeptHeadShowsIt() {
        AuditHead kept = log.head();

        log.tamper("DELETE FROM governance_changes WHERE seq > 3");

        assertThat(log.findings()).isEmpty();
        assertThat(log.findings(kept))
                .containsExactly("audit log: it ends with entry 3, but had entry 5 when that head was kept:"
                        + " the newest are gone");
    }

    @Test
    void earlierVersionWrittenIntoTheFileHidesNothing() {
        log.tamper("UPDATE governance_changes SET reason = 'another' WHERE seq = 2", "PRAGMA user_version = 4");

        assertThat(log.findings()).containsExactly(DOES_NOT_FIT.formatted(2, 2));
    }

    @Test
    void logWrittenAnewFitsAndOnlyAKeptHeadShowsIt() {
        AuditHead kept = log.head();

        log.tamper("DELETE FROM governance_changes WHERE seq > 3");
        log.write(8, 10);

        assertThat(log.findings()).isEmpty();
        assertThat(log.findings(kept))
                .containsExactly("audit log: entry 5 is not the one whose hash was kept: it or one before it was"
                        + " written anew, with all hashes");
    }

    @Test
    void brokenChainIsCopiedAndToldBecauseACopyIsNeededMostThen() {
        log.tamper("UPDATE governance_changes SET reason = '' WHERE seq = 2");
        Path copy = directory.resolve("copy.db");

        StoreCheck.Report report = Backup.write(directory, copy);

        assertThat(report.damage()).isEmpty();
        assertThat(report.audit().finding()).contains(DOES_NOT_FIT.formatted(2, 2));
        assertThat(StoreCheck.ofFile(copy).findings()).containsExactly(DOES_NOT_FIT.formatted(2, 2));
    }

    private void insert(int number, AuditHead place) {
        log.insert(Map.of("seq", Long.toString(place.seq()), "chain_hash", place.chainHash()), AuditLog.change(number));
    }

    private void flipBitOf(String text) throws IOException {
        Path file = directory.resolve(DataFiles.NAME);
        byte[] bytes = Files.readAllBytes(file);
        int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(place).isPositive();
        bytes[place] ^= 1;
        Files.write(file, bytes);
    }
}
