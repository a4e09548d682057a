package io.storyforge.handoff.dashboard;

import io.storyforge.plugin.testkit.HandoffSourceContract;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.plugin.testkit.SampleProject;
import io.storyforge.runtime.spi.HandoffSource;
import java.time.LocalDate;
import java.util.Map;

final class DashboardContractTest implements HandoffSourceContract {
    @Override
    public HandoffSource source() {
        return new DashboardHandoff();
    }

    @Override
    public Map<String, String> fields(String actionKey) {
        return actionKey.equals(DashboardHandoff.SECONDARY) ? Map.of("kind", "fill-gaps") : Map.of("account", "dy-003");
    }

    @Override
    public InMemoryDocuments documents() {
        return SampleProject.createdOn(LocalDate.of(2026, 1, 5));
    }
}
