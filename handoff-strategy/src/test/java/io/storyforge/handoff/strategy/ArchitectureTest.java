package io.storyforge.handoff.strategy;

import io.storyforge.runtime.testkit.PluginRings;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private final PluginRings rings = PluginRings.of("io.storyforge.handoff.strategy");

    @Test
    void seesOnlyTheJdkThePluginApiAndItself() {
        rings.checkThatItSeesOnlyTheApi();
    }

    @Test
    void showsOnlyItsSource() {
        rings.checkThatItShowsOnlyItsSource();
    }
}
