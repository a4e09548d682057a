package io.storyforge.runtime.server.http;

import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the views, which are records of JSON's own types and of each other, with one step for each component. The
 * binding's own way takes six and was the dearest part of an answer. The text is the same: snake_case, members by name.
 */
final class ViewSerializer implements JsonbSerializer<ViewSerializer.Root> {
    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Record.class);

    private static final ClassValue<List<Member>> MEMBERS = new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
            return members(type);
        }
    };

    /** A view to be written. Not a record: the binding asks for the hash of what it is given, and a view is large. */
    static final class Root {
        private final Object view;

        Root(Object view) {
            this.view = view;
        }
    }

    /** A component as a member of an object; {@code name} is the one in the JSON. */
    private record Member(String name, MethodHandle accessor) {
        Object valueIn(Record view) {
            try {
                return accessor.invokeExact(view);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("an accessor of a record throws nothing checked", e);
            }
        }
    }

    @Override
    public void serialize(Root root, JsonGenerator generator, SerializationContext context) {
        value(root.view, generator);
    }

    private static void value(Object value, JsonGenerator generator) {
        switch (value) {
            case Record view -> {
                generator.writeStartObject();
                for (Member member : MEMBERS.get(view.getClass())) {
                    member(member.name(), member.valueIn(view), generator);
                }
                generator.writeEnd();
            }
            case Map<?, ?> object -> {
                generator.writeStartObject();
                object.forEach((name, member) -> member((String) name, member, generator));
                generator.writeEnd();
            }
            case List<?> list -> {
                generator.writeStartArray();
                list.forEach(element -> value(element, generator));
                generator.writeEnd();
            }
            case String text -> generator.write(text);
            case Boolean flag -> generator.write(flag.booleanValue());
            case Integer number -> generator.write(number.intValue());
            case Long number -> generator.write(number.longValue());
            case Double number -> generator.write(number.doubleValue());
            case BigDecimal number -> generator.write(number);
            default -> throw new IllegalArgumentException("no JSON for a " + value.getClass());
        }
    }

    private static void member(String name, Object value, JsonGenerator generator) {
        if (value instanceof String text) {
            generator.write(name, text);
        } else {
            generator.writeKey(name);
            value(value, generator);
        }
    }

    private static List<Member> members(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .sorted(Comparator.comparing(RecordComponent::getName))
                .map(ViewSerializer::member)
                .toList();
    }

    private static Member member(RecordComponent component) {
        String name =
                component.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        try {
            return new Member(
                    name,
                    MethodHandles.lookup().unreflect(component.getAccessor()).asType(ACCESSOR));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a view must be public: " + component.getDeclaringRecord(), e);
        }
    }
}
