package plugin;

import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.StartContext;

/** Leaves a thread that never ends. */
public final class Source implements HandoffSource {
    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("thread-leak").action("go", "去").build();
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        return HandoffOutcome.drafted(draft -> draft.title("好").step("看"));
    }

    @Override
    public void start(StartContext context) {
        Thread leaked = new Thread(
                () -> {
                    while (!System.getProperty("thread-leak.release", "").equals("yes")) {
                        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                    }
                },
                "leaked-by-plugin");
        leaked.setDaemon(true);
        leaked.start();
    }
}
