package plugin;

import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;

/** Says which build it is, and holds a call as long as a test wants. */
public final class Source implements HandoffSource {
    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("versioned").action("go", "去").build();
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) throws InterruptedException {
        context.documents();
        if (request.field("hold").isPresent()) {
            System.setProperty("versioned.entered", "yes");
            while (!System.getProperty("versioned.release", "").equals("yes")) {
                Thread.sleep(5);
            }
        }
        return HandoffOutcome.declined(Build.NAME);
    }

    @Override
    public void stop() {
        System.setProperty("versioned.stopped", Build.NAME);
    }
}
