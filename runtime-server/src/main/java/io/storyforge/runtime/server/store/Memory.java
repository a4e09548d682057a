package io.storyforge.runtime.server.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Rows that were read and cannot have changed since. Only the writer's connection may keep any: it makes every change of
 * this process itself, and is told when another process made one. Used by the writer's thread only.
 */
final class Memory {
    private static final int MOST = 10_000;

    private final boolean keeps;
    private final List<Area<?, ?>> areas = new ArrayList<>();

    private Memory(boolean keeps) {
        this.keeps = keeps;
    }

    /** Keeps what is read until it is told to forget. */
    static Memory ofWriter() {
        return new Memory(true);
    }

    /** Keeps nothing: others change what this connection reads. */
    static Memory none() {
        return new Memory(false);
    }

    /** A new part, for one kind of row. */
    <K, V> Area<K, V> area() {
        Area<K, V> area = new Area<>(keeps);
        areas.add(area);
        return area;
    }

    /** Forgets everything: a transaction was undone, or somebody else has written. */
    void forget() {
        areas.forEach(Area::forget);
    }

    /** What is kept of one kind of row. */
    static final class Area<K, V> {
        private final boolean keeps;
        private final Map<K, V> values = new HashMap<>();

        private Area(boolean keeps) {
            this.keeps = keeps;
        }

        /** The kept value, or the one that is read now. */
        V get(K key, Supplier<V> reading) {
            V kept = values.get(key);
            if (kept != null) {
                return kept;
            }
            V read = reading.get();
            if (keeps) {
                put(key, read);
            }
            return read;
        }

        /** Keeps a value that is known without reading it. */
        void put(K key, V value) {
            if (values.size() >= MOST) {
                forget();
            }
            values.put(key, value);
        }

        /** Forgets this kind of row: one of them changed. */
        void forget() {
            values.clear();
        }
    }
}
