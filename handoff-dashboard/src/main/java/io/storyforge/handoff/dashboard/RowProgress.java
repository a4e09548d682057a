package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.ToolCall;

/** Counts the rows of a long loop: looks for a cancellation and tells people how far it is. */
final class RowProgress implements Runnable {
    private static final int ROWS_PER_LOOK = 256;
    private static final int ROWS_PER_WORD = 4_096;

    private final ToolCall call;
    private final String what;
    private final long total;
    private long rows;

    RowProgress(ToolCall call, String what, long total) {
        this.call = call;
        this.what = what;
        this.total = total;
    }

    @Override
    public void run() {
        if (rows % ROWS_PER_LOOK == 0) {
            call.cancellation().throwIfRequested();
        }
        rows++;
        if (rows % ROWS_PER_WORD == 0 || rows == total) {
            call.progress("已读取 %d / %d 行%s".formatted(rows, total, what));
        }
    }
}
