package io.storyforge.runtime.store;

import io.storyforge.runtime.project.CollectionSize;
import io.storyforge.runtime.project.StoredDocument;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

record InMemoryDocuments(Table<Place, StoredDocument> table) implements DocumentRecords {
    @Override
    public boolean put(String projectId, String collection, StoredDocument document) {
        return table.put(new Place(projectId, collection, document.key()), document);
    }

    @Override
    public Optional<StoredDocument> find(String projectId, String collection, String key) {
        return table.find(new Place(projectId, collection, key));
    }

    @Override
    public List<StoredDocument> page(String projectId, String collection, String afterKey, int limit) {
        return table.keysAfter(new Place(projectId, collection, afterKey))
                .takeWhile(place -> place.in(projectId, collection))
                .limit(limit)
                .flatMap(place -> table.find(place).stream())
                .toList();
    }

    @Override
    public long count(String projectId, String collection) {
        return table.keys().filter(place -> place.in(projectId, collection)).count();
    }

    @Override
    public List<CollectionSize> collections(String projectId) {
        return table
                .keys()
                .filter(place -> place.projectId().equals(projectId))
                .collect(Collectors.groupingBy(Place::collection, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new CollectionSize(entry.getKey(), entry.getValue()))
                .toList();
    }

    record Place(String projectId, String collection, String key) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparing(Place::projectId)
                .thenComparing(Place::collection)
                .thenComparing(Place::key);

        boolean in(String project, String name) {
            return projectId.equals(project) && collection.equals(name);
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }
}
