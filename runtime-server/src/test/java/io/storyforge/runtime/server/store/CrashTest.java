package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.server.crash.FragileDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes on one data directory. */
@Timeout(120)
final class CrashTest {
    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void keepsEveryAcknowledgedRunWhenItsProcessIsKilled(int acknowledged) throws IOException, InterruptedException {
        // Not through the process itself, which would close its output.
        List<String> ids = written("write", acknowledged, process -> process.destroyForcibly());

        assertThat(lost(ids)).isEmpty();
        try (SqliteStore store = Scenes.open(directory)) {
            for (String id : ids) {
                assertThat(store.<List<RunEvent>>read(records -> records.runs().events(id, 0, 10)))
                        .hasSize(1);
            }
            assertThat(store.<List<RunEvent>>read(records -> records.runs().feed("ann", Optional.empty(), 0, 100_000)))
                    .extracting(event -> event.place().position())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void keepsEveryAcknowledgedRunWhenThePowerFails(@TempDir Path elsewhere) throws IOException, InterruptedException {
        assertThat(lostWithThePower("write", elsewhere)).isEmpty();
    }

    @Test
    void noticesAStoreThatDoesNotWaitForTheDisk(@TempDir Path elsewhere) throws IOException, InterruptedException {
        assertThat(lostWithThePower("write-without-flushing", elsewhere)).isNotEmpty();
    }

    private List<String> lostWithThePower(String command, Path elsewhere) throws IOException, InterruptedException {
        try (FragileDisk disk = FragileDisk.mount(elsewhere.resolve("disk"), directory)) {
            // Tables that were never flushed would be no store at all.
            Scenes.open(directory).close();
            List<String> ids = written(command, 500, process -> {
                disk.losePower();
                process.destroyForcibly();
            });
            disk.restorePower();
            return lost(ids);
        }
    }

    /** What a process acknowledged until it was ended, which happens after so many. */
    private List<String> written(String command, int enough, Consumer<ProcessHandle> end)
            throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        Process process = child(command, directory);
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                ids.add(line);
                if (ids.size() == enough) {
                    end.accept(process.toHandle());
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(137);
        assertThat(ids).hasSizeGreaterThanOrEqualTo(enough);
        // The last line may have been cut by the kill.
        ids.removeIf(id -> id.length() < ids.getFirst().length());
        return ids;
    }

    private List<String> lost(List<String> ids) {
        try (SqliteStore store = Scenes.open(directory)) {
            return store.read(records ->
                    ids.stream().filter(id -> records.runs().find(id).isEmpty()).toList());
        }
    }

    @Test
    void letsTwoProcessesOpenANewFolderAtOnce() throws IOException, InterruptedException {
        Process first = child("user", directory, "ann");
        Process second = child("user", directory, "bob");

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();

        try (SqliteStore store = Scenes.open(directory)) {
            assertThat(store.<Boolean>read(
                            records -> records.identities().named("ann").isPresent()
                                    && records.identities().named("bob").isPresent()))
                    .isTrue();
        }
    }

    private static Process child(String command, Path directory, String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ChildProcess.class.getName(),
                command,
                directory.toString()));
        line.addAll(List.of(more));
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
