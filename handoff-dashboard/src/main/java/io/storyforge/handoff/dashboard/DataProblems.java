package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolResult;
import io.storyforge.runtime.spi.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what was odd in the data, with the first example of each kind. */
final class DataProblems {
    private final Language language;
    private final Map<Wording, Seen> kinds = new LinkedHashMap<>();

    DataProblems(Language language) {
        this.language = language;
    }

    void note(Wording kind, String example) {
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
                        entry.getKey().in(language),
                        entry.getValue().count(),
                        entry.getValue().example()))
                .toList();
    }

    /** Adds a table of the problems when there are any. */
    void writeTo(ToolResult.Builder result) {
        if (!none()) {
            result.table(
                    language.say("数据问题", "Data problems"),
                    List.of(language.say("问题", "Problem"), language.say("次数", "Count"), language.say("例如", "Example")),
                    rows());
        }
    }

    private record Seen(long count, String example) {}
}
