package io.storyforge.runtime.store;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rows by key, in key order. A copy shares the rows until it changes one. */
final class Table<K extends Comparable<K>, V> {
    private NavigableMap<K, V> rows;
    private boolean shared;
    private boolean sealed;

    Table() {
        this.rows = new TreeMap<>();
    }

    private Table(NavigableMap<K, V> rows) {
        this.rows = rows;
        this.shared = true;
    }

    Table<K, V> copy() {
        return new Table<>(rows);
    }

    void seal() {
        sealed = true;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    Collection<V> all() {
        return rows.values();
    }

    Optional<V> last() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.lastEntry().getValue());
    }

    Stream<V> after(K key) {
        return rows.tailMap(key, false).values().stream();
    }

    Stream<V> before(K key) {
        return rows.headMap(key, false).values().stream();
    }

    Stream<K> keys() {
        return rows.keySet().stream();
    }

    Stream<K> keysAfter(K key) {
        return rows.navigableKeySet().tailSet(key, false).stream();
    }

    /** True when the key is new. */
    boolean put(K key, V row) {
        return own().put(key, row) == null;
    }

    void insert(K key, V row) {
        if (!put(key, row)) {
            throw new IllegalStateException("there is a row with the key %s already".formatted(key));
        }
    }

    boolean remove(K key) {
        return own().remove(key) != null;
    }

    private NavigableMap<K, V> own() {
        if (sealed) {
            throw new IllegalStateException("this state is read-only");
        }
        if (shared) {
            rows = new TreeMap<>(rows);
            shared = false;
        }
        return rows;
    }
}
