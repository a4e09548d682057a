package plugin;

import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;

/** Declares a setting that must be given and a secret one. */
public final class Source implements HandoffSource {
    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("settings").action("go", "去")
                .setting("region", true, false)
                .setting("api-token", true, true)
                .setting("days", false, false)
                .build();
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        return HandoffOutcome.declined(context.settings().text("region").orElse("无") + context.settings().number("days").orElse(0));
    }
}
