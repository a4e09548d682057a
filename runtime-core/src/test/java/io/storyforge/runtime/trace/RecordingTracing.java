package io.storyforge.runtime.trace;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Keeps a line for each thing that happens to a span. */
final class RecordingTracing implements Tracing {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public Span request(String name, Supplier<String> traceparent) {
        return begin(Kind.WORK, name);
    }

    @Override
    public Link here() {
        return new Link() {};
    }

    @Override
    public Span begin(Kind kind, String name) {
        lines.add("begin " + name);
        return new Span() {
            @Override
            public Span with(String key, String value) {
                lines.add("%s %s=%s".formatted(name, key, value));
                return this;
            }

            @Override
            public Span linkedTo(Link cause) {
                lines.add("%s linked to %s".formatted(name, cause));
                return this;
            }

            @Override
            public Span failed(String how) {
                lines.add("%s failed: %s".formatted(name, how));
                return this;
            }

            @Override
            public void close() {
                lines.add("end " + name);
            }
        };
    }

    @Override
    public <T> Callable<T> carried(Callable<T> code) {
        return code;
    }
}
