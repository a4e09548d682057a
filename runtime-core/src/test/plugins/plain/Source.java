package plugin;

import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;

/** Loads, starts and answers; what is wrong with it is in its jar. */
public final class Source implements HandoffSource {
    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("plain").action("go", "去").build();
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        return HandoffOutcome.drafted(draft -> draft.title("好").step("看"));
    }
}
