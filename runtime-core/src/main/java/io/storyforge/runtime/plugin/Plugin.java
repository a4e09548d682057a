package io.storyforge.runtime.plugin;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.ToolDescriptor;
import java.util.List;

/** An active plugin: its source, what it declared, its tools and the guard in front of them. */
public record Plugin(String id, HandoffSource source, SourceDescriptor descriptor, List<Tool> tools, CallGuard guard) {
    public Plugin {
        tools = List.copyOf(tools);
    }

    /** A tool with what it declared, read once. */
    public record Tool(ToolDescriptor descriptor, AgentTool code) {}
}
