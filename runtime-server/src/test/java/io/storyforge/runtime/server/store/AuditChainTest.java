package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storyforge.runtime.governance.AuditHead;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log is one chain, whoever writes to it and whatever fails; also one that is older than its chain. */
final class AuditChainTest {
    @TempDir
    Path directory = Path.of("");

    private AuditLog log = new AuditLog(Path.of(""));

    @BeforeEach
    void place() {
        log = new AuditLog(directory);
    }

    @Test
    void copyAndWhatIsRestoredFromItHaveTheSameChain() {
        log.write(1, 5);
        AuditHead head = log.stored().getLast();
        Path copy = directory.resolve("copy.db");

        Backup.write(directory, copy);

        assertThat(StoreCheck.ofFile(copy, Optional.of(head)).findings()).isEmpty();
        Backup.restore(copy, directory, directory.resolve("kept.db"));
        assertThat(log.findings()).isEmpty();
        assertThat(log.head()).isEqualTo(head);
    }

    @Test
    void entriesOfSeveralProcessesAreOneChain() {
        try (SqliteStore server = Scenes.open(directory);
                SqliteStore other = Scenes.open(directory)) {
            AuditLog.append(server, 1);
            AuditLog.append(other, 2);
            AuditLog.append(server, 3);
            AuditLog.append(other, 4);
        }

        assertThat(log.findings()).isEmpty();
        assertThat(log.head().seq()).isEqualTo(4);
    }

    @Test
    void changeThatFailsLeavesNoTraceInTheChain() {
        try (SqliteStore store = Scenes.open(directory)) {
            AuditLog.append(store, 1);
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> store.write(records -> {
                        records.audit().append(AuditLog.change(2));
                        throw new UnsupportedOperationException();
                    }));
            AuditLog.append(store, 3);
        }

        assertThat(log.findings()).isEmpty();
        assertThat(log.head().seq()).isEqualTo(2);
    }

    @Test
    void keptHeadFitsWhateverIsAddedLater() {
        log.write(1, 5);
        AuditHead kept = log.head();

        log.write(6, 7);

        assertThat(log.findings(kept)).isEmpty();
        assertThat(log.head().seq()).isEqualTo(7);
    }

    @Test
    void anyTextIsReadAsItWasHashed() {
        try (SqliteStore store = Scenes.open(directory)) {
            for (String text : List.of("a\u0000b", "\uD83D\uDE00 因为", "half \uD83D", "\"}\\{\n", "\uFEFF", "e\u0301")) {
                AuditLog.append(store, AuditLog.change(text.hashCode(), text));
            }
        }

        assertThat(log.findings()).isEmpty();
        assertThat(log.head().seq()).isEqualTo(6);
    }

    @Test
    void emptyLogHasAnEmptyHead() {
        Scenes.open(directory).close();

        assertThat(log.findings()).isEmpty();
        assertThat(log.head()).isEqualTo(AuditHead.NONE);
    }

    @Test
    void entriesFromBeforeTheChainAreCoveredByTheFirstWithAHash() {
        log.makeOfVersion4(3);
        Scenes.open(directory).close();
        AuditHead kept = log.head();

        log.write(4, 5);

        assertThat(kept.seq()).isEqualTo(3);
        assertThat(log.entries())
                .extracting(entry -> AuditRow.texts(entry.change()))
                .containsExactly(texts(1), texts(2), texts(3), texts(4), texts(5));
        assertThat(log.findings(kept)).isEmpty();
        assertThat(log.stored())
                .extracting(entry -> entry.chainHash().isEmpty())
                .containsExactly(true, true, true, false, false);
        log.tamper("UPDATE governance_changes SET reason = 'another' WHERE seq = 2");
        assertThat(log.findings()).singleElement().asString().startsWith("audit log: entry 4 does not fit");
    }

    @Test
    void hashTakenAwaySoThatAnEntrySeemsOlderThanTheChainIsFound() {
        log.makeOfVersion4(2);
        log.write(3, 4);

        log.tamper("UPDATE governance_changes SET chain_hash = '' WHERE seq = 3");

        assertThat(log.findings()).singleElement().asString().startsWith("audit log: entry 4 does not fit");
    }

    @Test
    void dataOfAnEarlierVersionHasNoChainToCompare() {
        log.makeOfVersion4(1);

        assertThat(log.findings()).isEmpty();
        assertThat(log.findings(new AuditHead(1, "0".repeat(64))))
                .containsExactly("audit log: there is no chain to compare: the data is of an earlier version");
    }

    private static Map<String, String> texts(int number) {
        return AuditRow.texts(AuditLog.change(number));
    }
}
