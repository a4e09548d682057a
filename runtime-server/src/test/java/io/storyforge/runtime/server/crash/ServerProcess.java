package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.cli.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The program in a process of its own, which is killed by SIGKILL. */
final class ServerProcess implements Torture.Victim, AutoCloseable {
    private final Path logs;
    private final Path data;
    private final String mainClass;
    private final String[] flags;
    private Optional<JavaProcess> running = Optional.empty();

    ServerProcess(Path logs, Path data, String mainClass, String... flags) {
        this.logs = logs;
        this.data = data;
        this.mainClass = mainClass;
        this.flags = flags.clone();
    }

    static ServerProcess sound(Path logs, Path data) {
        return new ServerProcess(logs, data, JavaProcess.MAIN);
    }

    @Override
    public int start() {
        running = Optional.of(JavaProcess.serveAs(mainClass, logs, data, flags));
        return running.get().port();
    }

    @Override
    public void killDuringStart(Duration after) {
        try (JavaProcess starting = JavaProcess.serveAs(mainClass, logs, data, flags)) {
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
