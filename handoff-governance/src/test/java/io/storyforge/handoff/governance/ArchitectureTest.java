package io.storyforge.handoff.governance;

import io.storyforge.runtime.testkit.PluginRings;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private final PluginRings rings = PluginRings.of("io.storyforge.handoff.governance");

    @Test
    void seesOnlyTheJdkThePluginApiAndItself() {
        rings.checkThatItSeesOnlyTheApi();
    }

    @Test
    void showsOnlyItsSource() {
        rings.checkThatItShowsOnlyItsSource();
    }
}
