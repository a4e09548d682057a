package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What plugins do to the process as a whole. */
@Timeout(60)
final class HostileProcessTest {
    @TempDir
    private Path place;

    @Test
    void endsWithAPluginThatEndsTheProcess() throws Exception {
        Ended ended = run("exit");

        // Plugins are trusted code: nothing in a JVM of today keeps them from this, and the guide says so.
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).contains("good Drafted").doesNotContain("exit Declined");
    }

    @Test
    void outlivesAPluginThatWantsMoreMemoryThanThereIs() throws Exception {
        Ended ended = run("hungry");

        assertThat(ended.out()).contains("good Drafted", "hungry OutOfMemoryError", "failed 1", "good again Drafted");
        assertThat(ended.code()).isZero();
    }

    private record Ended(int code, String out) {}

    private Ended run(String plugin) throws IOException, InterruptedException {
        PluginJar.of(plugin).writeTo(place.resolve("plugins").resolve("bad.jar"));
        Path out = place.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Press.class.getName(),
                        place.toString(),
                        plugin)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    /** The program: presses the good plugin, the bad one, and the good one again. */
    static final class Press {
        private Press() {}

        public static void main(String[] arguments) {
            try (HostileStage stage = new HostileStage(Path.of(arguments[0]))) {
                PluginGuard guard = stage.start().guard().orElseThrow();
                System.out.println("good " + stage.press("good").getClass().getSimpleName());
                try {
                    System.out.println(arguments[1] + " "
                            + stage.press(arguments[1]).getClass().getSimpleName());
                } catch (OutOfMemoryError e) {
                    System.out.println(arguments[1] + " " + e.getClass().getSimpleName());
                }
                System.out.println("failed " + guard.handoffCalls().counts().failed());
                System.out.println(
                        "good again " + stage.press("good").getClass().getSimpleName());
            }
        }
    }
}
