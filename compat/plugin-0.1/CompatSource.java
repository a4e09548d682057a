package compat;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.StartContext;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.List;
import java.util.Map;

/** Uses as much of the plugin API 0.1 as one plugin can. Built once and kept; see the README beside it. */
public final class CompatSource implements HandoffSource {
    private volatile boolean started;

    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("compat-0-1")
                .action("go", "去", action -> action.summary("做一件事。")
                        .slot("dashboard.primary")
                        .platform("douyin")
                        .effect(Effect.REVERSIBLE)
                        .offer("去一次", "只去一次。", Map.of("times", "1")))
                .action("no", "不去")
                .setting("region", true, false)
                .setting("token", false, true)
                .build();
    }

    @Override
    public void start(StartContext context) {
        context.logger().log(System.Logger.Level.DEBUG, "started in {0}", context.settings().text("region"));
        started = true;
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        if (!started || request.actionKey().equals("no")) {
            return HandoffOutcome.declined("不去");
        }
        String seen = String.join(
                ",",
                context.settings().text("region").orElse("?"),
                Integer.toString(context.settings().number("days").orElse(7)),
                request.projectId().orElse("?"),
                request.platform().orElse("?"),
                request.field("times").orElse("?"),
                Integer.toString(request.fieldNames().size()),
                Long.toString(context.documents().count("accounts")),
                Boolean.toString(context.clock().instant().isBefore(context.deadline())),
                Integer.toString(context.governance().layers().size()),
                Boolean.toString(context.governance().effectivePolicy().has("absent")),
                Boolean.toString(context.governance().activeAdminOverrideNotice().has("absent")));
        return HandoffOutcome.drafted(draft -> draft.title("兼容 " + seen)
                .goal("目标")
                .summary("摘要")
                .intentKey("compat")
                .platform("douyin")
                .platformScope("single")
                .step("看")
                .step("做", "compat.work")
                .step("再做", "compat.work", Map.of("n", 2))
                .step("还做", "compat.work", Map.of("n", 3), "说明"));
    }

    @Override
    public List<AgentTool> tools() {
        return List.of(new Work());
    }

    private static final class Work implements AgentTool {
        @Override
        public ToolDescriptor descriptor() {
            return ToolDescriptor.of("compat.work", "做", Effect.READ_ONLY);
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            call.cancellation().throwIfRequested();
            call.progress("在做");
            if (call.arguments().number("n").isEmpty()) {
                return ToolOutcome.failed("没有 n");
            }
            if (call.answer().isEmpty() && call.arguments().flag("ask")) {
                return ToolOutcome.asked(Question.ask("哪个？")
                        .choice("which", "哪个", Map.of("a", "甲"))
                        .text("why", "为什么", false)
                        .number("many", "多少", false)
                        .date("day", "哪天", false)
                        .build());
            }
            String earlier = call.outputOf("compat.work").map(Content::toString).orElse("");
            List<List<Object>> rows = call.documents()
                    .stream("accounts")
                    .map((Document document) -> List.<Object>of(
                            document.key(),
                            document.content().text("name").orElse(""),
                            document.updatedAt().toString()))
                    .toList();
            return ToolOutcome.done(result -> result.summary("做了 " + call.runId() + earlier)
                    .output(Map.of("rows", rows.size()))
                    .table("账号", List.of("键", "名", "时"), rows)
                    .put("notes", "n", Map.of("text", "记")));
        }
    }
}
