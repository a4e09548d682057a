package io.storyforge.runtime.server.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of an object that this package wrote; a field that is not as written means the file was changed. */
record JsonFields(Map<String, Object> values) {

    String text(String name) {
        return value(name, String.class);
    }

    int number(String name) {
        return value(name, Number.class).intValue();
    }

    /** The number, or another one where it was left out. */
    int number(String name, int otherwise) {
        return values.containsKey(name) ? number(name) : otherwise;
    }

    boolean flag(String name) {
        return value(name, Boolean.class);
    }

    Map<String, Object> object(String name) {
        return object(value(name, Map.class));
    }

    List<JsonFields> objects(String name) {
        List<JsonFields> objects = new ArrayList<>();
        for (Object element : value(name, List.class)) {
            objects.add(new JsonFields(object((Map<?, ?>) element)));
        }
        return objects;
    }

    private <T> T value(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("stored JSON has no %s '%s'".formatted(type.getSimpleName(), name));
        }
        return type.cast(value);
    }

    private static Map<String, Object> object(Map<?, ?> map) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> object.put((String) key, value));
        return object;
    }
}
