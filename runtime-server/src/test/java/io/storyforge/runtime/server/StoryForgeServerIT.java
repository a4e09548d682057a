package io.storyforge.runtime.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginStartException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that must not succeed. */
final class StoryForgeServerIT {
    @TempDir
    private Path data;

    @Test
    void aStartThatARequiredPluginPreventsLeavesNothingOpen() {
        StoryForgeServer.Options wanting = options(Map.of("weather.required", "true"));

        assertThatThrownBy(() -> StoryForgeServer.start(wanting))
                .isInstanceOf(PluginStartException.class)
                .hasMessageContaining("weather");

        assertThatCode(() -> StoryForgeServer.start(options(Map.of())).close())
                .as("the data folder was let go of")
                .doesNotThrowAnyException();
    }

    private StoryForgeServer.Options options(Map<String, String> plugins) {
        return new StoryForgeServer.Options(
                "127.0.0.1",
                0,
                data,
                false,
                StoryForgeServer.Plugins.in(data.resolve("plugins"), data).with(PluginConfig.of(plugins)));
    }
}
