package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.Settings;
import io.storyforge.runtime.spi.StartContext;

/** What a source may use while it starts. */
record FakeStart(Settings settings) implements StartContext {
    @Override
    public System.Logger logger() {
        return System.getLogger("plugin.under-test");
    }
}
