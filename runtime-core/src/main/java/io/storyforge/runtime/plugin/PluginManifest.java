package io.storyforge.runtime.plugin;

import java.util.jar.Attributes;
import java.util.regex.Pattern;

/**
 * What a jar's manifest says about the plugin in it.
 *
 * @param version empty when it says none
 * @param apiVersion {@code MAJOR.MINOR} of the API it was built with; empty when it says none
 * @param provider who made it; may be empty
 */
public record PluginManifest(String id, String name, String version, String apiVersion, String provider) {
    /** What an id looks like. */
    public static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    static final int MAX_ID = 64;
    static final String ID_ATTRIBUTE = "Handoff-Plugin-Id";

    /** A plugin without a manifest, such as a class folder. */
    static PluginManifest named(String id) {
        return new PluginManifest(id, id, "", "", "");
    }

    /** What the attributes say; the fallback stands in for the id and the id for the name. */
    static PluginManifest of(Attributes attributes, String fallbackId) {
        String id = value(attributes, ID_ATTRIBUTE, fallbackId);
        return new PluginManifest(
                id,
                value(attributes, "Handoff-Plugin-Name", id),
                value(attributes, "Handoff-Plugin-Version", ""),
                value(attributes, "Handoff-Api-Version", ""),
                value(attributes, "Handoff-Plugin-Provider", ""));
    }

    /** Whether the id can be one. */
    static boolean isId(String id) {
        return id.length() <= MAX_ID && ID.matcher(id).matches();
    }

    private static String value(Attributes attributes, String name, String otherwise) {
        String value = attributes.getValue(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
