package io.storyforge.runtime.plugin;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Governance;
import java.util.List;

/** A governance snapshot as plugins see it. */
record SnapshotView(GovernanceSnapshot snapshot) implements Governance {
    @Override
    public Content effectivePolicy() {
        return Content.of(snapshot.effectivePolicy());
    }

    @Override
    public List<Content> layers() {
        return snapshot.layers().stream().map(Content::of).toList();
    }

    @Override
    public Content activeAdminOverrideNotice() {
        return Content.of(snapshot.activeAdminOverrideNotice());
    }
}
