package io.storyforge.runtime.run;

import io.storyforge.runtime.spi.Language;

/** The one-line texts that runs carry for people ({@code status_summary}); the first two are the plan document's. */
public enum StatusText {
    QUEUED("等待主 Agent 执行", "Waiting for the main agent"),
    RUNNING("主 Agent 正在执行", "The main agent is working on it"),
    NEEDS_CONFIRMATION("等待确认", "Waiting for confirmation"),
    POLICY_CHANGED("策略已更新，需要重新确认", "The policy changed; confirm again"),
    POLICY_STOPS("策略已更新，按 on_policy_change 停止", "The policy changed; stopped by on_policy_change"),
    CANCELLING("正在取消，等待当前步骤停止", "Cancelling; waiting for the current step to stop"),
    CANCELLED("已取消", "Cancelled"),
    EXPIRED("超过确认期限，已失效", "Not confirmed in time; expired"),
    BLOCKED("需要你的输入", "Needs your input");

    private final String chinese;
    private final String english;

    StatusText(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /** The text in the language. */
    public String in(Language language) {
        return language.say(chinese, english);
    }
}
