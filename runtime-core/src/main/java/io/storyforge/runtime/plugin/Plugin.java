package io.storyforge.runtime.plugin;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Settings;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.ToolDescriptor;
import java.util.List;

/**
 * A plugin that was loaded: its files, its source, what it declared, its tools, its settings, and the guard in front of
 * all its code.
 */
public record Plugin(
        PluginArtifact artifact,
        HandoffSource source,
        SourceDescriptor descriptor,
        List<Tool> tools,
        Settings settings,
        PluginGuard guard) {
    public Plugin {
        tools = List.copyOf(tools);
    }

    /** The plugin's id. */
    public String id() {
        return artifact.id();
    }

    /** The plugin's name for people. */
    public String name() {
        return artifact.manifest().name();
    }

    /** The plugin's version; empty when it was not packaged as a jar. */
    public String version() {
        return artifact.manifest().version();
    }

    /** A tool with what it declared, read once. */
    public record Tool(ToolDescriptor descriptor, AgentTool code) {}
}
