package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Governance;
import java.util.List;
import java.util.Map;

/** A governance snapshot with the given layers, weakest first; it computes no effective policy. */
public record FakeGovernance(List<Content> layers) implements Governance {
    public FakeGovernance {
        layers = List.copyOf(layers);
    }

    /** A snapshot of the given layers, each a JSON object as the SPI describes it. */
    public static FakeGovernance of(List<Map<String, Object>> layers) {
        return new FakeGovernance(layers.stream().map(Content::of).toList());
    }

    @Override
    public Content effectivePolicy() {
        return Content.empty();
    }

    @Override
    public Content activeAdminOverrideNotice() {
        return Content.empty();
    }
}
