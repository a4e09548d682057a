package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Layers as a test writes them, weakest first, reviewed at a fixed time. */
final class LayersInTest {
    static final String LATER = "2026-12-01T00:00:00.000Z";
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    private final List<Content> layers = new ArrayList<>();

    void layer(String scope, String key, Map<String, Object> policy) {
        add(Content.of(Map.of("scope", scope, "key", key, "policy", policy, "expired", false)));
    }

    void layer(String scope, String key, Map<String, Object> policy, String until) {
        add(Content.of(Map.of("scope", scope, "key", key, "policy", policy, "valid_until", until)));
    }

    void add(Content layer) {
        layers.add(layer);
    }

    LayerReview review() {
        return review(Language.CHINESE);
    }

    List<Finding> findings(String tag) {
        return review().findings(tag);
    }

    List<Finding> findings(String tag, Language language) {
        return review(language).findings(tag);
    }

    private LayerReview review(Language language) {
        return LayerReview.of(layers, NOW, language);
    }
}
