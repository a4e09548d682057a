package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Documents;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Documents held in sorted maps; tests add to it at will. */
public final class InMemoryDocuments implements Documents {
    private final Map<String, SortedMap<String, Document>> collections = new TreeMap<>();

    /** Adds or replaces a document. */
    public InMemoryDocuments put(String collection, String key, Map<String, ?> content) {
        collections
                .computeIfAbsent(collection, name -> new TreeMap<>())
                .put(key, new Stored(key, Content.of(content), Instant.EPOCH));
        return this;
    }

    /** Removes a whole collection. */
    public InMemoryDocuments drop(String collection) {
        collections.remove(collection);
        return this;
    }

    @Override
    public Optional<Document> find(String collection, String key) {
        return Optional.ofNullable(documents(collection).get(key));
    }

    @Override
    public long count(String collection) {
        return documents(collection).size();
    }

    @Override
    public Stream<Document> stream(String collection) {
        return documents(collection).values().stream();
    }

    private SortedMap<String, Document> documents(String collection) {
        return collections.getOrDefault(collection, new TreeMap<>());
    }

    private record Stored(String key, Content content, Instant updatedAt) implements Document {}
}
