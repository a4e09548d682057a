package plugin;

import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;

/** Loads a class only when it is called. */
public final class Source implements HandoffSource {
    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("lazy").action("go", "去").build();
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        return HandoffOutcome.declined(new Late().words());
    }
}
