package plugin;

import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.StartContext;

/** Takes a minute to start. */
public final class Source implements HandoffSource {
    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("slow-start").action("go", "去").build();
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        return HandoffOutcome.drafted(draft -> draft.title("好").step("看"));
    }

    @Override
    public void start(StartContext context) throws InterruptedException {
        Thread.sleep(60_000);
    }
}
