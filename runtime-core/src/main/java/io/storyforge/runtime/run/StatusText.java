package io.storyforge.runtime.run;

import io.storyforge.runtime.spi.Wording;

/** The one-line texts that runs carry for people ({@code status_summary}); the first two are the plan document's. */
final class StatusText {
    static final Wording QUEUED = Wording.of("等待主 Agent 执行", "Waiting for the main agent");
    static final Wording RUNNING = Wording.of("主 Agent 正在执行", "The main agent is working on it");
    static final Wording NEEDS_CONFIRMATION = Wording.of("等待确认", "Waiting for confirmation");
    static final Wording POLICY_CHANGED = Wording.of("策略已更新，需要重新确认", "The policy changed; confirm again");
    static final Wording POLICY_STOPS =
            Wording.of("策略已更新，按 on_policy_change 停止", "The policy changed; stopped by on_policy_change");
    static final Wording CANCELLING = Wording.of("正在取消，等待当前步骤停止", "Cancelling; waiting for the current step to stop");
    static final Wording CANCELLED = Wording.of("已取消", "Cancelled");
    static final Wording EXPIRED = Wording.of("超过确认期限，已失效", "Not confirmed in time; expired");
    static final Wording BLOCKED = Wording.of("需要你的输入", "Needs your input");

    private StatusText() {}
}
