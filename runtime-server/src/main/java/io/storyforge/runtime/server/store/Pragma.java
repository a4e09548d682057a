package io.storyforge.runtime.server.store;

import java.util.List;

/**
 * A setting of SQLite that the store's promises rest on.
 *
 * @param value as it is set
 * @param expected as it must read back
 */
record Pragma(String name, String value, String expected) {
    /** What every connection is opened with. */
    static final List<Pragma> REQUIRED = List.of(
            new Pragma("journal_mode", "WAL", "wal"),
            // NORMAL survives every kill -9 and loses acknowledged writes at a power cut.
            new Pragma("synchronous", "FULL", "2"),
            new Pragma("foreign_keys", "ON", "1"),
            new Pragma("busy_timeout", "5000", "5000"),
            // With a mapped file a failing disk is a signal that ends the process instead of an error.
            new Pragma("mmap_size", "0", "0"),
            new Pragma("temp_store", "MEMORY", "2"),
            new Pragma("journal_size_limit", "67108864", "67108864"),
            new Pragma("wal_autocheckpoint", "4000", "4000"));

    /** The cache of the writing connection: 16 MB. */
    static final Pragma WRITER_CACHE = new Pragma("cache_size", "-16000", "-16000");

    /** The cache of a reading connection: 8 MB. */
    static final Pragma READER_CACHE = new Pragma("cache_size", "-8000", "-8000");

    /** What makes a connection refuse every change. */
    static final Pragma READS_ONLY = new Pragma("query_only", "ON", "1");
}
