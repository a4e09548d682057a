package io.storyforge.runtime.plugin;

import io.storyforge.runtime.project.StoredDocument;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.store.RuntimeStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A project's documents as plugins see them. Reads page by page, so that no read of the store stays open. */
final class ProjectDocuments implements Documents {
    private static final int PAGE = 1_000;

    private final RuntimeStore store;
    private final String projectId;

    /** The documents of a project; none at all for the empty id. */
    ProjectDocuments(RuntimeStore store, String projectId) {
        this.store = store;
        this.projectId = projectId;
    }

    @Override
    public Optional<Document> find(String collection, String key) {
        if (projectId.isEmpty()) {
            return Optional.empty();
        }
        return store.read(records -> records.documents().find(projectId, collection, key))
                .map(Shown::new);
    }

    @Override
    public long count(String collection) {
        return projectId.isEmpty()
                ? 0
                : store.read(records -> records.documents().count(projectId, collection));
    }

    @Override
    public Stream<Document> stream(String collection) {
        if (projectId.isEmpty()) {
            return Stream.empty();
        }
        return Stream.iterate(
                        page(collection, ""),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.of()
                                : page(collection, page.getLast().key()))
                .flatMap(List::stream)
                .map(Shown::new);
    }

    private List<StoredDocument> page(String collection, String afterKey) {
        return store.read(records -> records.documents().page(projectId, collection, afterKey, PAGE));
    }

    private record Shown(StoredDocument document) implements Document {
        @Override
        public String key() {
            return document.key();
        }

        @Override
        public Content content() {
            return document.content();
        }

        @Override
        public Instant updatedAt() {
            return document.updatedAt();
        }
    }
}
