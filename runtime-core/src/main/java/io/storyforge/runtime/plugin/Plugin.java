package io.storyforge.runtime.plugin;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.ToolDescriptor;
import java.util.List;

/** An active plugin: its source, what it declared, its tools and the guards in front of them. */
public record Plugin(
        Manifest manifest, HandoffSource source, SourceDescriptor descriptor, List<Tool> tools, Guards guards) {
    public Plugin {
        tools = List.copyOf(tools);
    }

    /**
     * The guards in front of a plugin's code: hand-offs answer a waiting person, so tools that work for a minute must not
     * take their places.
     */
    public record Guards(CallGuard handoffs, CallGuard tools) {
        void close() {
            handoffs.close();
            tools.close();
        }
    }

    /** What the plugin's jar says about it. */
    public record Manifest(String id, String name, String version) {}

    /** The plugin's id. */
    public String id() {
        return manifest.id();
    }

    /** The plugin's name for people. */
    public String name() {
        return manifest.name();
    }

    /** The plugin's version; empty when it was not packaged as a jar. */
    public String version() {
        return manifest.version();
    }

    /** A tool with what it declared, read once. */
    public record Tool(ToolDescriptor descriptor, AgentTool code) {}
}
