package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The store in one SQLite file, {@code storyforge.db}, in the data directory. */
public final class SqliteStore implements RuntimeStore {
    private final StoreWriter writer;
    private final StoreReaders readers;
    private final Path directory;

    private SqliteStore(StoreWriter writer, StoreReaders readers, Path directory) {
        this.directory = directory;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Opens the data directory; makes it, and its tables, when they are not there.
     *
     * @param ids makes the ids of events: unique text, best in ascending order
     * @throws io.storyforge.runtime.store.StoreUnavailableException when the directory cannot be used, was written by a
     *     newer version, or lies where SQLite cannot keep acknowledged work safe
     */
    public static SqliteStore open(Path dataDirectory, InstantSource clock, Supplier<String> ids) {
        return open(dataDirectory, clock, ids, Limits.DEFAULT);
    }

    /**
     * How much the store takes on.
     *
     * @param pragmas the settings of SQLite that are made and must read back
     * @param mostWaiting how many changes may wait; more are refused
     * @param readTime how long a read may take
     */
    record Limits(List<Pragma> pragmas, int mostWaiting, int readers, Duration readTime) {
        static final Limits DEFAULT = new Limits(Pragma.REQUIRED, 4096, 2, Duration.ofSeconds(10));
    }

    static SqliteStore open(Path dataDirectory, InstantSource clock, Supplier<String> ids, Limits limits) {
        SqliteConnections connections =
                new SqliteConnections(DataFiles.database(dataDirectory.toAbsolutePath()), limits.pragmas());
        new Schema(connections, dataDirectory).migrate();
        WriterConnection writing = new WriterConnection(connections, clock, ids);
        writing.open();
        StoreWriter writer = new StoreWriter(writing, limits.mostWaiting());
        StoreReaders readers = new StoreReaders(
                () -> new ReaderConnection(connections, clock, ids, limits.readTime()), limits.readers());
        writer.start();
        readers.start();
        return new SqliteStore(writer, readers, dataDirectory);
    }

    @Override
    public <T> T read(Function<Records, T> queries) {
        StoreThread.refuseNested();
        return readers.read(queries);
    }

    @Override
    public <T> T write(Function<Records, T> work) {
        StoreThread.refuseNested();
        return writer.write(work);
    }

    @Override
    public void onCommit(CommitListener listener) {
        writer.onCommit(listener);
    }

    /** How many changes wait for the writer. */
    int waitingChanges() {
        return writer.waiting();
    }

    /** What was counted, and how large the files are. */
    public StoreFigures figures() {
        return writer.counts().with(writer.waiting(), writer.capacity(), StoreFiles.of(directory));
    }

    /** Why changes cannot be made now, in words for an operator; empty while they can. */
    public Optional<String> writerTrouble() {
        return writer.trouble();
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }
}
