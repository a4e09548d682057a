package io.storyforge.runtime.server.store;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.SampleRuns;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** What the processes do that {@link CrashTest} starts. */
final class ChildProcess {
    private static final int CALLERS = 8;

    private ChildProcess() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "write" -> writeUntilKilled(directory, SqliteStore.Limits.DEFAULT);
            case "write-without-flushing" -> writeUntilKilled(directory, Scenes.withoutFlushing());
            case "user" -> addUser(directory, arguments[2]);
            default ->
                throw new IllegalArgumentException(
                        "command %s, known: write, write-without-flushing, user".formatted(arguments[0]));
        }
    }

    /** Prints the id of each run after it was acknowledged. */
    private static void writeUntilKilled(Path directory, SqliteStore.Limits limits) {
        AtomicLong numbers = new AtomicLong();
        try (SqliteStore store = Scenes.open(directory, limits);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> {
                    while (!System.out.checkError()) {
                        long number = numbers.incrementAndGet();
                        Run run = store.write(records -> Scenes.insert(records, number));
                        System.out.println(run.id());
                    }
                });
            }
        }
    }

    private static void addUser(Path directory, String name) {
        try (SqliteStore store = Scenes.open(directory)) {
            boolean added = store.write(records -> {
                records.identities().insert(new User(name, name, Role.MEMBER, Standing.APPROVED, SampleRuns.NOW));
                return true;
            });
            System.exit(added ? 0 : 1);
        }
    }
}
