package io.storyforge.runtime.plugin;

/**
 * Where a plugin was found and what is in its files apart from code.
 *
 * @param file the entry of its folder, or the jar or class folder on the class path
 * @param sha256 of the plugin's jars; empty for what is not a jar
 */
public record PluginArtifact(Origin origin, String file, String sha256, PluginManifest manifest, PluginUi ui) {

    /** Where it was found. */
    public enum Origin {
        /** Shipped with the server, on its class path. */
        CLASS_PATH("classpath"),
        /** Shipped with the server, in the folder of the distribution. */
        SHIPPED("shipped"),
        /** In the operator's plugins folder. */
        DIRECTORY("directory");

        private final String key;

        Origin(String key) {
            this.key = key;
        }

        /** The word in the API and in {@code plugins.<id>.from}. */
        public String key() {
            return key;
        }

        /** Whether it came with the server; such a plugin stays active against a copy in the plugins folder. */
        boolean isShipped() {
            return this != DIRECTORY;
        }
    }

    /** The plugin's id. */
    public String id() {
        return manifest.id();
    }

    PluginArtifact of(String hash, PluginManifest read) {
        return new PluginArtifact(origin, file, hash, read, ui);
    }

    PluginArtifact with(PluginManifest other) {
        return new PluginArtifact(origin, file, sha256, other, ui);
    }

    PluginArtifact with(PluginUi other) {
        return new PluginArtifact(origin, file, sha256, manifest, other);
    }
}
