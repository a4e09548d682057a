package io.storyforge.runtime.plugin;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A source with the action {@code go} that does what a test says. */
public final class SampleSource implements HandoffSource {
    private final String screen;
    private final List<AgentTool> tools = new ArrayList<>();
    private Drafting drafting = (request, context) -> HandoffOutcome.declined("没有动作");
    private Stopping stopping = () -> {};

    /** A source behind the screen. */
    public SampleSource(String screen) {
        this.screen = screen;
    }

    /** What a hand-off does. */
    @FunctionalInterface
    public interface Drafting {
        /** Answers a pressed action. */
        HandoffOutcome draft(HandoffRequest request, HandoffContext context) throws Exception;
    }

    /** What a tool does. */
    @FunctionalInterface
    public interface Working {
        /** Does a step. */
        ToolOutcome work(ToolCall call) throws Exception;
    }

    /** What stopping does. */
    @FunctionalInterface
    public interface Stopping {
        /** Stops. */
        void stop() throws Exception;
    }

    /** A registry of the sources, loaded and started as in a server; their ids are their screens. */
    public static PluginRegistry registry(PluginLimits limits, InstantSource clock, SampleSource... sources) {
        PluginHost.Options options = PluginHost.Options.none(PluginConfig.with(limits), clock);
        for (SampleSource source : sources) {
            options = options.withSource(source);
        }
        return PluginHost.start(options).registry();
    }

    /** Sets what a hand-off does. */
    public SampleSource drafts(Drafting how) {
        drafting = how;
        return this;
    }

    /** Adds a tool. */
    public SampleSource tool(String key, Working how) {
        ToolDescriptor descriptor = ToolDescriptor.of(key, key, Effect.READ_ONLY);
        tools.add(new AgentTool() {
            @Override
            public ToolDescriptor descriptor() {
                return descriptor;
            }

            @Override
            public ToolOutcome call(ToolCall call) throws Exception {
                return how.work(call);
            }
        });
        return this;
    }

    /** Sets what stopping does. */
    public SampleSource stops(Stopping how) {
        stopping = how;
        return this;
    }

    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen(screen).action("go", "去").build();
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) throws Exception {
        return drafting.draft(request, context);
    }

    @Override
    public List<AgentTool> tools() {
        return tools;
    }

    @Override
    public void stop() throws Exception {
        stopping.stop();
    }
}
