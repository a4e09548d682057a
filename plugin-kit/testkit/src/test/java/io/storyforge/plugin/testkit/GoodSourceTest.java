package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.Map;

/** A good source passes the contract. */
final class GoodSourceTest implements HandoffSourceContract {
    @Override
    public HandoffSource source() {
        return new StubSource()
                .setting("region", true)
                .tool("stub.look", Effect.READ_ONLY, call -> ToolOutcome.done(result -> result.summary("看过")));
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("region", "cn");
    }
}
