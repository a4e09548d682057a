package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.ToolCall;
import java.util.function.BooleanSupplier;

/** Lets a reader go on through all rows, looks for a cancellation and tells people how far it is. */
final class RowProgress implements BooleanSupplier {
    private static final int ROWS_PER_LOOK = 256;
    private static final int ROWS_PER_WORD = 4_096;

    private final ToolCall call;
    private final long total;
    private long rows;

    RowProgress(ToolCall call) {
        this.call = call;
        this.total = call.documents().count("accounts") + call.documents().count("contents");
    }

    @Override
    public boolean getAsBoolean() {
        if (rows % ROWS_PER_LOOK == 0) {
            call.cancellation().throwIfRequested();
        }
        rows++;
        if (rows % ROWS_PER_WORD == 0 || rows == total) {
            call.progress(call.language()
                    .say("已读取 %d / %d 行账号和作品", "Rows of accounts and contents read: %d / %d")
                    .formatted(rows, total));
        }
        return true;
    }
}
