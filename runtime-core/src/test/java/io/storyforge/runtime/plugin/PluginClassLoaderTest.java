package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.TriedOut;
import io.storyforge.runtime.testkit.HeardLog;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plugin sees of the server. */
final class PluginClassLoaderTest {
    @Test
    void saysOnceWhichPluginUsesWhatIsIncubating() throws Exception {
        try (HeardLog log = new HeardLog(PluginClassLoader.class);
                PluginClassLoader classes = new PluginClassLoader("radar", List.of())) {
            assertThat(classes.loadClass(HandoffSource.class.getName())).isSameAs(HandoffSource.class);
            assertThat(log.messages()).isEmpty();

            classes.loadClass(TriedOut.class.getName());
            classes.loadClass(TriedOut.class.getName());

            assertThat(log.messages()).hasSize(1);
        }
    }
}
