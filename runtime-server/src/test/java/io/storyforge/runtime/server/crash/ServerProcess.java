package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.cli.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The program in a process of its own, which is killed by SIGKILL. */
final class ServerProcess implements Victim, AutoCloseable {
    private final Path logs;
    private final Path data;
    private final Map<String, String> environment;
    private Optional<JavaProcess> running = Optional.empty();

    ServerProcess(Path logs, Path data) {
        this(logs, data, Map.of());
    }

    ServerProcess(Path logs, Path data, Map<String, String> environment) {
        this.logs = logs;
        this.data = data;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public int start() {
        running = Optional.of(JavaProcess.serveIn(environment, logs, data));
        return running.get().port();
    }

    @Override
    public void killDuringStart(Duration after) {
        try (JavaProcess starting = JavaProcess.serveIn(environment, logs, data)) {
            // The moment is the fault that is tested; nothing is waited for.
            LockSupport.parkNanos(after.toNanos());
            starting.kill();
        }
    }

    @Override
    public void kill() {
        running.ifPresent(JavaProcess::kill);
    }

    @Override
    public void close() {
        running.ifPresent(JavaProcess::close);
    }
}
