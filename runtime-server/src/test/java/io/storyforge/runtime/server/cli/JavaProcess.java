package io.storyforge.runtime.server.cli;

import io.storyforge.runtime.server.http.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program in a process of its own, on the Java and class path of the tests. */
public final class JavaProcess implements AutoCloseable {
    /** The program. */
    public static final String MAIN = "io.storyforge.runtime.server.Main";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Pattern READY = Pattern.compile("StoryForge is ready at http://127\\.0\\.0\\.1:(\\d+)\n");

    private final Process process;
    private final Path out;
    private final Path err;

    private JavaProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** How a command ended. */
    public record Ended(int exit, String out, String err) {}

    /** Starts the program; its output goes to files of the folder. */
    public static JavaProcess start(Path logs, String... arguments) {
        return start(List.of(), Map.of(), logs, arguments);
    }

    private static JavaProcess start(
            List<String> before, Map<String, String> environment, Path logs, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(logs, "out", ".txt");
            Path err = Files.createTempFile(logs, "err", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new JavaProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    public static Ended run(Path logs, String... arguments) {
        try (JavaProcess program = start(logs, arguments)) {
            return program.end();
        }
    }

    /** A server on a free port. */
    public static JavaProcess serve(Path logs, Path data, String... flags) {
        return start(List.of(), Map.of(), logs, serving(data, flags));
    }

    /** A server on a free port with more in its environment. */
    public static JavaProcess serveIn(Map<String, String> environment, Path logs, Path data) {
        return start(List.of(), environment, logs, serving(data));
    }

    /** A server on a free port under another program, such as strace. */
    public static JavaProcess serveUnder(List<String> program, Path logs, Path data) {
        return start(program, Map.of(), logs, serving(data));
    }

    private static String[] serving(Path data, String... flags) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data", data.toString()));
        arguments.addAll(List.of(flags));
        return arguments.toArray(String[]::new);
    }

    /** The port, once the server is ready. */
    public int port() {
        return Eventually.comes(START, () -> {
            Matcher ready = READY.matcher(out());
            if (!ready.find() && !process.isAlive()) {
                throw new AssertionError("the server ended: " + err());
            }
            return ready.reset().find() ? Optional.of(Integer.parseInt(ready.group(1))) : Optional.empty();
        });
    }

    /** How the program ended, once it did. */
    public Ended end() {
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the program goes on: " + out());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Ended(process.exitValue(), out(), err());
    }

    /** Asks the program to stop, and waits until it did. */
    public Ended stop() {
        process.destroy();
        return end();
    }

    /** Ends the program as a crash would. */
    public void kill() {
        killTraced();
        process.destroyForcibly();
        var _ = end();
    }

    /** What it wrote on standard output. */
    public String out() {
        return text(out);
    }

    /** What it wrote on standard error. */
    public String err() {
        return text(err);
    }

    @Override
    public void close() {
        killTraced();
        process.destroyForcibly();
        process.onExit().join();
    }

    // Killing a tracer leaves the program that it traces.
    private void killTraced() {
        List<ProcessHandle> traced = process.descendants().toList();
        traced.forEach(ProcessHandle::destroyForcibly);
        traced.forEach(program -> program.onExit().join());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
