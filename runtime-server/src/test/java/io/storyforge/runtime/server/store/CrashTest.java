package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.RunEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        List<String> ids = new ArrayList<>();
        Process process = child("write", directory);
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                ids.add(line);
                if (ids.size() == acknowledged) {
                    // Not through the process itself, which would close its output.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(137);
        // The last line may have been cut by the kill.
        ids.removeIf(id -> id.length() < ids.getFirst().length());

        try (SqliteStore store = Scenes.open(directory)) {
            assertThat(ids).hasSizeGreaterThanOrEqualTo(acknowledged);
            for (String id : ids) {
                assertThat(store.<Boolean>read(
                                records -> records.runs().find(id).isPresent()))
                        .isTrue();
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
