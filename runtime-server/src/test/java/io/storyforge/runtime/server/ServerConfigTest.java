package io.storyforge.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator's file may say. */
final class ServerConfigTest {
    @TempDir
    private Path data;

    @Test
    void holdsNothingWithoutAFile() {
        assertThat(ServerConfig.read(Optional.empty(), data)).isEqualTo(ServerConfig.NONE);
    }

    @Test
    void readsPluginsFromTheDataFolder() throws IOException {
        Files.writeString(data.resolve("application.yaml"), """
                plugins:
                  dir: more/plugins
                  work-dir: /var/tmp/copies
                  call-limit: 3s
                  weather:
                    required: true
                    settings:
                      days: 7
                """);

        ServerConfig config = ServerConfig.read(Optional.empty(), data);

        assertThat(config.pluginFolder()).contains(data.toAbsolutePath().resolve("more/plugins"));
        assertThat(config.pluginWork()).contains(Path.of("/var/tmp/copies"));
        assertThat(config.plugins().limits().call()).hasSeconds(3);
        assertThat(config.plugins().options("weather").required()).isTrue();
        assertThat(config.plugins().options("weather").settings()).isEqualTo(Map.of("days", "7"));
    }

    @Test
    void takesSecretsFromTheEnvironment() {
        ServerConfig config = ServerConfig.of(
                Map.of("plugins.weather.settings.token", "Bearer ${WEATHER_TOKEN}"),
                data.resolve("f"),
                Map.of("WEATHER_TOKEN", "a$1"));

        assertThat(config.plugins().options("weather").settings()).isEqualTo(Map.of("token", "Bearer a$1"));
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> ServerConfig.of(
                        Map.of(
                                "plugin.dir", "x",
                                "plugins.call-limt", "3s",
                                "plugins.weather.settings.token", "${ABSENT}"),
                        Path.of("application.yaml"),
                        Map.of()))
                .isInstanceOf(StartException.class)
                .hasMessageContainingAll(
                        "unknown key 'plugin.dir', known: plugins",
                        "unknown key 'call-limt', known: call-limit",
                        "there is no environment variable ABSENT");
    }

    @Test
    void refusesAFileThatIsMissingOrNotYaml() throws IOException {
        Path broken = Files.writeString(data.resolve("broken.yaml"), "plugins: [");

        assertThatThrownBy(() -> ServerConfig.read(Optional.of(data.resolve("absent.yaml")), data))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("absent.yaml cannot be read");
        assertThatThrownBy(() -> ServerConfig.read(Optional.of(broken), data))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("broken.yaml is not YAML");
    }
}
