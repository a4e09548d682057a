package io.storyforge.handoff.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what was odd in the data, with the first example of each kind. */
final class DataProblems {
    static final List<String> COLUMNS = List.of("问题", "次数", "例如");

    private final Map<String, Seen> kinds = new LinkedHashMap<>();

    void note(String kind, String example) {
        Seen seen = kinds.get(kind);
        if (seen == null) {
            kinds.put(kind, new Seen(1, Texts.shorten(example, 60)));
        } else {
            kinds.put(kind, new Seen(seen.count() + 1, seen.example()));
        }
    }

    boolean none() {
        return kinds.isEmpty();
    }

    /** One row a kind: kind, count, example. */
    List<List<Object>> rows() {
        return kinds.entrySet().stream()
                .map(entry -> List.<Object>of(
                        entry.getKey(),
                        entry.getValue().count(),
                        entry.getValue().example()))
                .toList();
    }

    private record Seen(long count, String example) {}
}
