package io.storyforge.runtime.server.bench;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** A tool whose step waits at the gate its arguments name, at most so many milliseconds, and leaves a line in a log. */
record BenchTool(String key, Effect effect, Way way) implements AgentTool {

    /** How a tool behaves. */
    enum Way {
        /** Looks at its cancellation and ends on an interrupt. */
        GOOD,
        /** Goes on when interrupted. */
        STUBBORN,
        THROWING,
        NULL,
        /** Wants to change documents. */
        WRITING
    }

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(key, key, effect);
    }

    @Override
    @SuppressWarnings("NullAway") // a plugin compiled without null checks can do this
    public ToolOutcome call(ToolCall call) throws Exception {
        String mark = call.arguments().text("mark").orElse("");
        log(call, "begin " + mark);
        call.progress("开始 " + mark);
        String gate = call.arguments().text("gate").orElse("never-opened");
        pass(gate, (long) call.arguments().number("millis").orElse(0));
        log(call, "end " + mark);
        return switch (way) {
            case GOOD, STUBBORN ->
                ToolOutcome.done(result -> result.summary("完成 " + mark).output(Map.of("mark", mark)));
            case THROWING -> throw new StackOverflowError("on purpose");
            case NULL -> null;
            case WRITING -> ToolOutcome.done(result -> result.summary("已写入").put("bench", "k", Map.of("mark", mark)));
        };
    }

    private void pass(String gate, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (true) {
            try {
                Gates.pass(gate, Math.max(0, (end - System.nanoTime()) / 1_000_000));
                return;
            } catch (InterruptedException e) {
                if (way != Way.STUBBORN) {
                    throw e;
                }
            }
        }
    }

    private static void log(ToolCall call, String line) throws IOException {
        Optional<String> log = call.arguments().text("log");
        if (log.isPresent()) {
            Files.writeString(
                    Path.of(log.get()),
                    call.runId() + " " + line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
