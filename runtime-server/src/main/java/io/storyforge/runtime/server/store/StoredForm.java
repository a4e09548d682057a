package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.NewEvent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as they will be when they are read again, so that an event is the same for those who see it live or later. */
final class StoredForm {
    private StoredForm() {}

    static NewEvent of(NewEvent event) {
        if (event.details().isEmpty()) {
            return event;
        }
        return new NewEvent(event.type(), event.statusAfter(), event.summary(), object(event.details()));
    }

    private static Map<String, Object> object(Map<?, ?> object) {
        Map<String, Object> stored = new LinkedHashMap<>();
        object.forEach((key, value) -> stored.put((String) key, value(value)));
        return stored;
    }

    private static Object value(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Number number -> new BigDecimal(number.toString());
            case Map<?, ?> object -> object(object);
            case List<?> list -> list.stream().map(StoredForm::value).toList();
            default -> value;
        };
    }
}
