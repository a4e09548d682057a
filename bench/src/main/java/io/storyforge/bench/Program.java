package io.storyforge.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, so that its figures hold nothing of the load. */
final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 4;
    private static final double KIB_IN_MIB = 1024;

    private final Process process;
    private final int port;
    private final Duration startUp;

    private Program(Process process, int port, Duration startUp) {
        this.process = process;
        this.port = port;
        this.startUp = startUp;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param command is given the port as last word
     * @param readyPath answers 200 when it is
     */
    static Program start(List<String> command, String readyPath, Path log) {
        int port = freePort();
        List<String> words = new java.util.ArrayList<>(command);
        words.add(Integer.toString(port));
        long begin = System.nanoTime();
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            byte[] request = Requests.get(readyPath, "");
            while (!answers(port, request)) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    process.destroyForcibly();
                    throw new BenchException("a server did not become ready: " + lastLine(log));
                }
                pause(LOOK_MILLIS);
            }
            return new Program(process, port, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new BenchException("a server cannot be started", e);
        }
    }

    int port() {
        return port;
    }

    /** From the start of the process to the first time it said it was ready. */
    Duration startUp() {
        return startUp;
    }

    /** The processor time used so far. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The memory in use, in MB. */
    double memory() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_IN_MIB)
                    .findFirst()
                    .orElseThrow(() -> new BenchException("%s has no VmRSS".formatted(status)));
        } catch (IOException e) {
            throw new BenchException("memory can be measured on Linux only", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Waits, where waiting is part of what is measured. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static boolean answers(int port, byte[] request) {
        try (HttpConnection connection = HttpConnection.open(port)) {
            return connection.send(request) == 200;
        } catch (IOException ignored) { // not yet
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BenchException("no port is free", e);
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }
}
