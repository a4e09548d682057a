package io.storyforge.runtime.spi;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A project's documents, in named collections such as {@code accounts}. Read-only: a tool changes documents through its
 * {@link ToolResult}.
 */
@ProvidedByHost
public interface Documents {

    /** The document with the key, when there is one. */
    Optional<Document> find(String collection, String key);

    /** How many documents the collection holds; 0 for an unknown one. */
    long count(String collection);

    /**
     * The collection's documents in key order, read page by page as the stream is used; it can hold hundreds of
     * thousands. Closing is not needed.
     */
    Stream<Document> stream(String collection);
}
