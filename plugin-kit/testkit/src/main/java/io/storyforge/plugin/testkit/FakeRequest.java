package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.Language;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A pressed action with the project {@code p1} and in Chinese unless said otherwise. Immutable: each change is a copy. */
public record FakeRequest(
        String actionKey,
        Optional<String> projectId,
        Optional<String> platform,
        Map<String, String> fields,
        Language language)
        implements HandoffRequest {
    public FakeRequest {
        fields = Map.copyOf(fields);
    }

    /** The action pressed in project {@code p1}, without platform and fields. */
    public static FakeRequest press(String actionKey) {
        return new FakeRequest(actionKey, Optional.of("p1"), Optional.empty(), Map.of(), Language.CHINESE);
    }

    /** Another action, all else the same. */
    FakeRequest action(String otherKey) {
        return new FakeRequest(otherKey, projectId, platform, fields, language);
    }

    /** The same without a project. */
    public FakeRequest withoutProject() {
        return new FakeRequest(actionKey, Optional.empty(), platform, fields, language);
    }

    /** The same on a platform. */
    public FakeRequest on(String platformKey) {
        return new FakeRequest(actionKey, projectId, Optional.of(platformKey), fields, language);
    }

    /** The same with one more field. */
    public FakeRequest with(String name, String value) {
        Map<String, String> more = new TreeMap<>(fields);
        more.put(name, value);
        return new FakeRequest(actionKey, projectId, platform, more, language);
    }

    /** The same by a person who reads another language. */
    public FakeRequest in(Language other) {
        return new FakeRequest(actionKey, projectId, platform, fields, other);
    }

    @Override
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    @Override
    public Set<String> fieldNames() {
        return fields.keySet();
    }
}
