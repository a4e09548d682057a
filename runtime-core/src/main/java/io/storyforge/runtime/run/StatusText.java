package io.storyforge.runtime.run;

/** The one-line texts that runs carry for people ({@code status_summary}); the first two are the plan document's. */
public final class StatusText {
    public static final String QUEUED = "等待主 Agent 执行";
    public static final String RUNNING = "主 Agent 正在执行";
    public static final String NEEDS_CONFIRMATION = "等待确认";
    public static final String POLICY_CHANGED = "策略已更新，需要重新确认";
    public static final String POLICY_STOPS = "策略已更新，按 on_policy_change 停止";
    public static final String CANCELLING = "正在取消，等待当前步骤停止";
    public static final String CANCELLED = "已取消";
    public static final String EXPIRED = "超过确认期限，已失效";
    public static final String BLOCKED = "需要你的输入";

    private StatusText() {}
}
