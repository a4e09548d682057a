package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.StoreUnavailableException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers' functions may do. */
final class FunctionTest {
    @TempDir
    Path directory = Path.of("");

    private @Nullable SqliteStore opened;

    @BeforeEach
    void openStore() {
        opened = Scenes.open(directory);
    }

    @AfterEach
    void closeStore() {
        store().close();
    }

    @Test
    void keepsTheChangesOfAFunctionThatCatchesARefusal() {
        Run first = store().write(records -> Scenes.insert(records, 1));

        store().write(records -> {
            Scenes.insert(records, 2);
            assertThatIllegalStateException().isThrownBy(() -> Scenes.insert(records, 1));
            return Scenes.insert(records, 3);
        });

        assertThat(store().<Boolean>read(
                                records -> records.runs().find(first.id()).isPresent()))
                .isTrue();
        assertThat(store().<Boolean>read(
                                records -> records.runs().find(SampleRuns.id(3)).isPresent()))
                .isTrue();
    }

    @Test
    void keepsAnInterruptForLater() {
        Thread.currentThread().interrupt();

        Run run = store().write(records -> Scenes.insert(records, 1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store().<Optional<Run>>read(records -> records.runs().find(run.id())))
                .isPresent();
    }

    @Test
    void refusesToBeCalledByItsOwnFunctions() {
        assertThatIllegalStateException().isThrownBy(() -> store().write(records -> store().write(again -> 1)));
        assertThatIllegalStateException().isThrownBy(() -> store().write(records -> store().read(again -> 1)));
        assertThatIllegalStateException().isThrownBy(() -> store().read(records -> store().write(again -> 1)));
        assertThatIllegalStateException().isThrownBy(() -> store().read(records -> store().read(again -> 1)));
    }

    @Test
    void refusesRecordsThatWereKept() {
        Records kept = store().write(records -> records);

        assertThatIllegalStateException()
                .isThrownBy(() -> kept.runs().find("x"))
                .withMessageStartingWith("records are valid inside one read or write");
    }

    @Test
    void answersWhenAListenerThrowsAnError() {
        store().onCommit(events -> {
            throw new LinkageError("listener");
        });

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store().write(records -> Scenes.insert(records, 1)));
        assertThat(store().<Integer>write(records -> 2)).isEqualTo(2);
    }

    private SqliteStore store() {
        return Objects.requireNonNull(opened);
    }
}
