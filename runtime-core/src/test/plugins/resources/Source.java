package plugin;

import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;

/** Reads a resource that is not UTF-8. */
public final class Source implements HandoffSource {
    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("resources").action("go", "去").build();
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) throws java.io.IOException {
        try (java.io.InputStream in = Source.class.getResourceAsStream("words.txt")) {
            return HandoffOutcome.declined(new String(in.readAllBytes(), java.nio.charset.Charset.forName("GBK")));
        }
    }
}
