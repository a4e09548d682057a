package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A change as it travels from the step that found it to the step that decides. */
record Signal(String accountId, String account, Metric metric, boolean rose, String explanation) {

    static Signal of(Change change, Language language) {
        return new Signal(
                change.account().id(),
                change.account().name(),
                change.metric(),
                change.rose(),
                change.explanation(language));
    }

    /** The signal in a step's output; empty when it is not one. */
    static Optional<Signal> of(Content content) {
        Optional<Metric> metric = content.text("metric").flatMap(Metric::of);
        Optional<String> id = content.text("account_id");
        Optional<String> direction = content.text("direction");
        if (metric.isEmpty() || id.isEmpty() || direction.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Signal(
                id.get(),
                content.text("account").orElse(id.get()),
                metric.get(),
                direction.get().equals("up"),
                content.text("explanation").orElse("")));
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("account_id", accountId);
        map.put("account", account);
        map.put("metric", metric.key());
        map.put("direction", rose ? "up" : "down");
        map.put("explanation", explanation);
        return map;
    }
}
