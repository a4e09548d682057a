package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which plugins fit a server with the API 2.3. */
final class ApiVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"2.0", "2.3", "2.3.9", "2.1-SNAPSHOT"})
    void takesTheSameMajorUpToItsMinor(String plugin) {
        assertThatCode(() -> ApiVersion.check(plugin, "2.3")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "2.4, upgrade the server to 2.4 or later",
        "3.0, upgrade the server to 3.0 or later",
        "1.9, get a version of the plugin for API 2",
        "'', build the jar with the plugin parent POM",
        "two, build the jar with the plugin parent POM",
        "2, build the jar with the plugin parent POM",
        "99999999999999.1, build the jar with the plugin parent POM"
    })
    void refusesOthersAndSaysWhatToDo(String plugin, String hint) {
        assertThatThrownBy(() -> ApiVersion.check(plugin, "2.3"))
                .isInstanceOfSatisfying(
                        LoadException.class,
                        refused -> assertThat(refused.status().problem()).hasValueSatisfying(problem -> {
                            assertThat(problem.code()).isEqualTo(Code.API_VERSION);
                            assertThat(problem.hint()).startsWith(hint);
                        }));
    }
}
