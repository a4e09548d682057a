package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.HandoffApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the server expects of a packaged plugin, as tests on the files that an operator would install. An implementing
 * class needs no members, unless the plugin has required settings; its name ends in {@code IT}, so that it runs once the
 * plugin is packaged.
 */
public interface PluginJarContract {
    /** Set by the parent POM. */
    String FOLDER_PROPERTY = "handoff.plugin.folder";

    /** The jar, or the folder with the jar and its libraries: what lies in the server's plugins folder. */
    default Path plugin() {
        String folder = System.getProperty(FOLDER_PROPERTY);
        if (folder == null) {
            throw new AssertionError("the system property %s is not set; plugin-parent sets it in the integration tests"
                    .formatted(FOLDER_PROPERTY));
        }
        return Path.of(folder);
    }

    /** The settings that an operator gives; required ones must be among them. None unless said. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Id, name, version and API version are in the manifest, where the server reads them before any class. */
    @Test
    default void saysWhatItIs() throws IOException {
        Map<String, String> manifest = PackagedPlugin.of(plugin()).manifest();

        for (String name : List.of("Handoff-Plugin-Id", "Handoff-Plugin-Name", "Handoff-Plugin-Version")) {
            String value = manifest.getOrDefault(name, "");
            Checks.that(
                    !value.isBlank() && !value.contains("${"),
                    () -> "the manifest does not say %s: %s".formatted(name, manifest));
        }
        Checks.same(
                "the API version and that of the test",
                HandoffApi.VERSION,
                manifest.getOrDefault("Handoff-Api-Version", ""));
    }

    /** Exactly one provider is named for the service loader. */
    @Test
    default void namesOneProvider() throws IOException {
        List<String> providers = PackagedPlugin.of(plugin()).providers();

        Checks.that(providers.size() == 1, () -> "one provider is expected, there are: " + providers);
    }

    /** The plugin API comes from the server; a copy in the plugin would never be used. */
    @Test
    default void bringsNothingOfTheServer() throws IOException {
        List<String> found = PackagedPlugin.of(plugin()).entriesUnder("io/storyforge/runtime/", "io/helidon/");

        Checks.that(found.isEmpty(), () -> "classes of the server are in the plugin: " + found);
    }

    /** It is loaded by the server's own loader, and answers each of its actions. */
    @Test
    default void worksAsItIsInstalled(@TempDir Path folder) throws IOException {
        try (InstalledPlugin installed = InstalledPlugin.in(folder, plugin(), settings())) {
            installed.pressEachAction();
        }
    }

    /** A screen, when there is one, says which contract and plugin it is for, and can be mounted. */
    @Test
    default void bringsAScreenOfThisContract(@TempDir Path folder) throws IOException {
        try (InstalledPlugin installed = InstalledPlugin.in(folder, plugin(), settings())) {
            installed.checkScreen();
        }
    }

    /** After its removal nothing holds its classes, so that a server can replace it for as long as it runs. */
    @Test
    default void isForgottenAfterItsRemoval(@TempDir Path folder) throws IOException {
        InstalledPlugin.checkThatItIsForgotten(folder, plugin(), settings());
    }
}
