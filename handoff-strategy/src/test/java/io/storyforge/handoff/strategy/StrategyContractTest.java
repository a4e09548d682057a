package io.storyforge.handoff.strategy;

import io.storyforge.plugin.testkit.HandoffSourceContract;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.plugin.testkit.SampleProject;
import io.storyforge.runtime.spi.HandoffSource;
import java.time.LocalDate;
import java.util.Map;

final class StrategyContractTest implements HandoffSourceContract {
    @Override
    public HandoffSource source() {
        return new StrategyHandoff();
    }

    @Override
    public Map<String, String> fields(String actionKey) {
        return Map.of("platform", "douyin");
    }

    @Override
    public InMemoryDocuments documents() {
        return SampleProject.createdOn(LocalDate.of(2026, 1, 5));
    }
}
