package io.storyforge.handoff.governance;

import io.storyforge.plugin.testkit.HandoffSourceContract;
import io.storyforge.runtime.spi.HandoffSource;
import java.util.List;
import java.util.Map;

final class GovernanceContractTest implements HandoffSourceContract {
    @Override
    public HandoffSource source() {
        return new GovernanceHandoff();
    }

    @Override
    public Map<String, String> fields(String actionKey) {
        return Map.of("tag", "denied_intents");
    }

    @Override
    public List<Map<String, Object>> layers() {
        return List.of(
                Map.of("scope", "system", "key", "default", "policy", Map.of("denied_intents", List.of("publish"))),
                Map.of("scope", "project", "key", "p1", "policy", Map.of("denied_intents", List.of("publish"))));
    }
}
