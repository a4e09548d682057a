package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.governance.GovernanceChange;
import io.storyforge.runtime.server.http.LiveServer;
import io.storyforge.runtime.server.store.StoreCheck;
import io.storyforge.runtime.store.AuditRecords;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.testkit.Front;
import io.storyforge.runtime.testkit.StoreFront;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** G19: what is done to the rules is told and chained, and a server that does not do so does not pass. */
class AuditDefectsIT {

    /** A server that tells something else than what was done. */
    enum Untrue {
        TELLS_NOTHING,
        TELLS_NO_REASON,
        TELLS_ANOTHER_AUTHOR;

        Optional<GovernanceChange> told(GovernanceChange change) {
            GovernanceChange.Origin origin = change.origin();
            return switch (this) {
                case TELLS_NOTHING -> Optional.empty();
                case TELLS_NO_REASON -> Optional.of(with(change, origin, ""));
                case TELLS_ANOTHER_AUTHOR ->
                    Optional.of(with(
                            change,
                            new GovernanceChange.Origin(change.id(), origin.requestId(), origin.at()),
                            change.reason()));
            };
        }

        private static GovernanceChange with(GovernanceChange change, GovernanceChange.Origin origin, String reason) {
            return new GovernanceChange(
                    change.id(), origin, change.action(), change.object(), reason, change.details());
        }
    }

    @Test
    void everyChangeOfTheRulesIsToldAndChained(@TempDir Path data) {
        assertThat(complaints(data, UnaryOperator.identity())).isEmpty();

        StoreCheck.Report report = StoreCheck.ofFolder(data);
        assertThat(report.findings()).isEmpty();
        assertThat(report.audit().head().orElseThrow().seq()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Untrue.class)
    void serverThatTellsTheUntruthIsNoticed(Untrue defect, @TempDir Path data) {
        assertThat(complaints(data, store -> new StoreFront(store, records -> telling(records, defect))))
                .anyMatch(complaint -> complaint.startsWith("entry 1 tells"));
    }

    /** The row is changed as it is written, as by a server that hashes wrongly, or not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "chain_hash = ''",
                "chain_hash = substr(chain_hash, 2) || substr(chain_hash, 1, 1)",
                "chain_hash = coalesce((SELECT chain_hash FROM governance_changes WHERE seq = NEW.seq - 1), 'none')"
            })
    void serverThatBreaksTheChainIsNoticed(String change, @TempDir Path data) {
        breakEntriesAfterTheFirst(data, change);

        assertThat(complaints(data, UnaryOperator.identity())).isEmpty();

        assertThat(StoreCheck.ofFolder(data).findings())
                .singleElement()
                .asString()
                .matches("audit log: entry 2 (does not fit|has no hash).*");
    }

    private static List<String> complaints(Path data, UnaryOperator<RuntimeStore> front) {
        try (LiveServer server = new LiveServer()) {
            server.start(data, front);
            return new AuditWitness(server).complaints();
        }
    }

    private static void breakEntriesAfterTheFirst(Path data, String change) {
        assertThat(Crew.tokens(data, 1)).hasSize(1);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("storyforge.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER governance_changes_stay");
            statement.execute("CREATE TRIGGER defect AFTER INSERT ON governance_changes WHEN NEW.seq > 1"
                    + " BEGIN UPDATE governance_changes SET %s WHERE seq = NEW.seq; END".formatted(change));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The records, with an audit log that is told something else. */
    private static Records telling(Records records, Untrue defect) {
        AuditRecords sound = records.audit();
        return Front.with(records, "audit", Front.of(AuditRecords.class, (method, arguments) -> {
            if (!method.getName().equals("append")) {
                return method.invoke(sound, arguments);
            }
            defect.told((GovernanceChange) arguments[0]).ifPresent(sound::append);
            return null;
        }));
    }
}
