package io.storyforge.runtime.server.http;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param nextCursor asks for the next page; empty at the end
 */
public record Page<T>(List<T> items, String nextCursor) {

    /** A list that is always whole. */
    static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, "");
    }

    /** The first {@code limit} of the items; one more than the limit was asked for to know whether it goes on. */
    static <S, T> Page<T> of(List<S> found, int limit, Function<S, T> view, Function<S, String> cursor) {
        boolean more = found.size() > limit;
        List<S> shown = more ? found.subList(0, limit) : found;
        return new Page<>(shown.stream().map(view).toList(), more ? cursor.apply(shown.getLast()) : "");
    }
}
