package io.storyforge.runtime.store;

import io.storyforge.runtime.project.CollectionSize;
import io.storyforge.runtime.project.StoredDocument;
import java.util.List;
import java.util.Optional;

/** The documents of projects, in collections. */
public interface DocumentRecords {

    /** Writes a document; true when it is new. */
    boolean put(String projectId, String collection, StoredDocument document);

    /** The document with the key. */
    Optional<StoredDocument> find(String projectId, String collection, String key);

    /** The documents with larger keys than the given one, in key order. */
    List<StoredDocument> page(String projectId, String collection, String afterKey, int limit);

    /** How many documents the collection holds. */
    long count(String projectId, String collection);

    /** The project's collections by name. */
    List<CollectionSize> collections(String projectId);
}
