package io.storyforge.runtime.server.bench;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.util.List;
import java.util.Map;

/** A hand-off source that behaves as its pressed action says. */
public final class BenchHandoff implements HandoffSource {
    /** The screen of the source. */
    public static final String SCREEN = "bench";

    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen(SCREEN)
                .action("plan", "计划")
                .action("wait", "等待")
                .action("throw", "出错")
                .action("null", "空")
                .action("decline", "拒绝")
                .build();
    }

    @Override
    public List<AgentTool> tools() {
        return List.of(
                new BenchTool("bench.read", Effect.READ_ONLY, BenchTool.Way.GOOD),
                new BenchTool("bench.change", Effect.REVERSIBLE, BenchTool.Way.GOOD),
                new BenchTool("bench.stubborn", Effect.READ_ONLY, BenchTool.Way.STUBBORN),
                new BenchTool("bench.throwing", Effect.READ_ONLY, BenchTool.Way.THROWING),
                new BenchTool("bench.null", Effect.READ_ONLY, BenchTool.Way.NULL),
                new BenchTool("bench.write", Effect.REVERSIBLE, BenchTool.Way.WRITING),
                new BenchTool("bench.false_read", Effect.READ_ONLY, BenchTool.Way.WRITING));
    }

    @Override
    @SuppressWarnings("NullAway") // a plugin compiled without null checks can do this
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) throws Exception {
        return switch (request.actionKey()) {
            case "wait" -> {
                Gates.pass(request.field("gate").orElse("never-opened"), 30_000);
                yield drafted(request);
            }
            case "throw" -> throw new StackOverflowError("on purpose");
            case "null" -> null;
            case "decline" -> HandoffOutcome.declined("先导入账号，再试一次。");
            default -> drafted(request);
        };
    }

    private static HandoffOutcome drafted(HandoffRequest request) {
        return HandoffOutcome.drafted(draft -> draft.title(
                        request.field("title").orElse("试验"))
                .step("读取", "bench.read", Map.of("mark", request.field("mark").orElse("m")), "读取一次"));
    }
}
