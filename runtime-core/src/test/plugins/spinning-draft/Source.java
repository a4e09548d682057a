package plugin;

import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Spins, and never looks at interrupts; ends when a test says so. A test may name its screen, to have it twice. */
public final class Source implements HandoffSource {
    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen(screen()).action("go", "去").build();
    }

    private static String screen() {
        try (InputStream named = Source.class.getResourceAsStream("/screen")) {
            return named == null ? "spinning-draft" : new String(named.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        long spins = 0;
        while (!System.getProperty("spinning-draft.release", "").equals("yes")) {
            spins++;
        }
        return HandoffOutcome.declined("转了 " + spins);
    }
}
