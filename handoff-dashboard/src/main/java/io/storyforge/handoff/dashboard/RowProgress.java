package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.Wording;

/** Counts the rows of a long loop: looks for a cancellation and tells people how far it is. */
final class RowProgress implements Runnable {
    static final Wording ACCOUNTS = Wording.of("账号", "accounts");
    static final Wording METRICS = Wording.of("指标", "metrics");
    static final Wording CONTENTS = Wording.of("作品", "contents");

    private static final int ROWS_PER_LOOK = 256;
    private static final int ROWS_PER_WORD = 4_096;

    private final ToolCall call;
    private final Wording what;
    private final long total;
    private long rows;

    RowProgress(ToolCall call, Wording what, long total) {
        this.call = call;
        this.what = what;
        this.total = total;
    }

    /** Tells people how many of the accounts are checked. */
    static void checked(ToolCall call, int accounts, int total) {
        call.progress(call.language()
                .say("已检查 %d / %d 个账号", "Accounts checked: %d / %d")
                .formatted(accounts, total));
    }

    @Override
    public void run() {
        if (rows % ROWS_PER_LOOK == 0) {
            call.cancellation().throwIfRequested();
        }
        rows++;
        if (rows % ROWS_PER_WORD == 0 || rows == total) {
            Language language = call.language();
            call.progress(language.say("已读取 %d / %d 行%s", "Rows of %3$s read: %1$d / %2$d")
                    .formatted(rows, total, what.in(language)));
        }
    }
}
