package plugin;

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
import java.util.List;

/** Has a tool that spins; ends when a test says so. */
public final class Source implements HandoffSource {
    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("spinning-tool").action("go", "去").build();
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        return HandoffOutcome.drafted(draft -> draft.title("好").step("做", "spinning-tool.work"));
    }

    @Override
    public List<AgentTool> tools() {
        return List.of(new AgentTool() {
            @Override
            public ToolDescriptor descriptor() {
                return ToolDescriptor.of("spinning-tool.work", "做", Effect.READ_ONLY);
            }

            @Override
            public ToolOutcome call(ToolCall call) {
                long spins = 0;
                while (!System.getProperty("spinning-tool.release", "").equals("yes")) {
                    spins++;
                }
                return ToolOutcome.failed("转了 " + spins);
            }
        });
    }
}
