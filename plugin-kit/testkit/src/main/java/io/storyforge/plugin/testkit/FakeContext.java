package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Governance;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What a source may use while it drafts, at a fixed time; two seconds are left. */
public record FakeContext(Documents documents, Governance governance, InstantSource clock, Settings settings)
        implements HandoffContext {

    /** A context with documents and no governance layers. */
    public static FakeContext of(Documents documents, Instant now) {
        return new FakeContext(documents, new FakeGovernance(List.of()), InstantSource.fixed(now), FakeSettings.none());
    }

    /** The same under other governance. */
    public FakeContext under(Governance other) {
        return new FakeContext(documents, other, clock, settings);
    }

    /** The same with other settings. */
    public FakeContext with(Settings other) {
        return new FakeContext(documents, governance, clock, other);
    }

    @Override
    public Instant deadline() {
        return clock.instant().plus(Duration.ofSeconds(2));
    }
}
