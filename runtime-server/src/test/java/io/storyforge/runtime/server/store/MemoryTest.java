package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.store.Records;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writer remembers is never older than what is stored. */
final class MemoryTest {
    private static final Lane LANE = new Lane("ann", "p-1");

    @TempDir
    Path directory = Path.of("");

    @Test
    void remembersUntilTheRowChanges() {
        try (SqliteStore store = Scenes.open(directory)) {
            assertThat(store.<List<PolicyLayer>>write(MemoryTest::concerning)).isEmpty();
            PolicyLayer layer = put(store, 3);

            assertThat(store.<List<PolicyLayer>>write(MemoryTest::concerning)).containsExactly(layer);
        }
    }

    @Test
    void forgetsWhatAFailedChangeHasRead() {
        try (SqliteStore store = Scenes.open(directory)) {
            PolicyLayer layer = put(store, 3);

            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> store.write(records -> {
                        records.policies().put(layer(9));
                        assertThat(concerning(records)).containsExactly(layer(9));
                        throw new UnsupportedOperationException();
                    }));

            assertThat(store.<List<PolicyLayer>>write(MemoryTest::concerning)).containsExactly(layer);
        }
    }

    @Test
    void forgetsWhenAnotherProcessHasWritten() {
        try (SqliteStore server = Scenes.open(directory);
                SqliteStore other = Scenes.open(directory)) {
            put(server, 3);
            assertThat(server.<List<PolicyLayer>>write(MemoryTest::concerning)).hasSize(1);
            PolicyLayer layer = put(other, 9);

            assertThat(server.<List<PolicyLayer>>write(MemoryTest::concerning)).containsExactly(layer);
        }
    }

    @Test
    void countsOnWhereAnotherProcessHasCounted() {
        try (SqliteStore server = Scenes.open(directory);
                SqliteStore other = Scenes.open(directory)) {
            assertThat(next(server)).isEqualTo(1);
            assertThat(next(other)).isEqualTo(2);
            assertThat(next(server)).isEqualTo(3);
            assertThat(next(other)).isEqualTo(4);
        }
    }

    @Test
    void takesNoNumberForAChangeThatFails() {
        try (SqliteStore store = Scenes.open(directory)) {
            assertThat(next(store)).isEqualTo(1);

            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> store.write(records -> {
                        records.runs().nextNumber(LANE);
                        throw new UnsupportedOperationException();
                    }));

            assertThat(next(store)).isEqualTo(2);
        }
    }

    @Test
    void refusesToCountInARead() {
        try (SqliteStore store = Scenes.open(directory)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> store.read(records -> records.runs().nextNumber(LANE)))
                    .withMessage("a read must not change anything");
        }
    }

    private static long next(SqliteStore store) {
        return store.<Long>write(records -> records.runs().nextNumber(LANE));
    }

    private static PolicyLayer put(SqliteStore store, int maxSteps) {
        return store.write(records -> {
            records.policies().put(layer(maxSteps));
            return layer(maxSteps);
        });
    }

    private static PolicyLayer layer(int maxSteps) {
        return new PolicyLayer(
                Scope.PROJECT, "p-1", Map.of("max_steps", new BigDecimal(maxSteps)), Optional.empty(), "");
    }

    private static List<PolicyLayer> concerning(Records records) {
        return records.policies().concerning("", "p-1", "ann");
    }
}
