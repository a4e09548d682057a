package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.DurableStoreContract;
import io.storyforge.runtime.store.RuntimeStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every store, for SQLite. */
final class SqliteStoreTest implements DurableStoreContract {
    private static final AtomicInteger OPENED = new AtomicInteger();

    @TempDir
    Path directory = Path.of("");

    private Path latest = Path.of("");

    @Override
    public RuntimeStore open() {
        latest = directory.resolve("data-" + OPENED.incrementAndGet());
        return reopen();
    }

    @Override
    public RuntimeStore reopen() {
        return SqliteStore.open(latest, InstantSource.system(), EventIds::next);
    }
}
