package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.StartContext;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.ArrayList;
import java.util.List;

/** A source with the action {@code go}, good in every respect, of which a test spoils one. */
final class StubSource implements HandoffSource {
    private final List<AgentTool> tools = new ArrayList<>();
    private final SourceDescriptor.Builder descriptor =
            SourceDescriptor.forScreen("stub").action("go", "去");
    private Drafting drafting = (request, context) ->
            HandoffOutcome.drafted(draft -> draft.title("去").step("走"));
    private Starting starting = context -> {};

    @FunctionalInterface
    interface Drafting {
        HandoffOutcome draft(HandoffRequest request, HandoffContext context) throws Exception;
    }

    @FunctionalInterface
    interface Starting {
        void start(StartContext context) throws Exception;
    }

    @FunctionalInterface
    interface Working {
        ToolOutcome work(ToolCall call) throws Exception;
    }

    StubSource drafts(Drafting how) {
        drafting = how;
        return this;
    }

    StubSource starts(Starting how) {
        starting = how;
        return this;
    }

    StubSource setting(String key, boolean required) {
        descriptor.setting(key, required, false);
        return this;
    }

    StubSource tool(String key, Effect effect, Working how) {
        tools.add(new AgentTool() {
            @Override
            public ToolDescriptor descriptor() {
                return ToolDescriptor.of(key, key, effect);
            }

            @Override
            public ToolOutcome call(ToolCall call) throws Exception {
                return how.work(call);
            }
        });
        return this;
    }

    @Override
    public SourceDescriptor descriptor() {
        return descriptor.build();
    }

    @Override
    public List<AgentTool> tools() {
        return tools;
    }

    @Override
    public void start(StartContext context) throws Exception {
        starting.start(context);
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) throws Exception {
        return drafting.draft(request, context);
    }
}
