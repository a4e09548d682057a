package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.ToolCall;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a plan is about: a platform key (empty for all), an account's id or name (empty for the key accounts), and
 * whether all accounts are meant and not only the focus ones.
 */
record CheckScope(String platform, String account, boolean all) {

    /**
     * The scope in a step's arguments. A person may have edited the plan and left them out; then the context step's
     * output says it, and without one it is the default platform.
     */
    static CheckScope of(ToolCall call) {
        Content arguments = call.arguments();
        if (arguments.has("platform")) {
            return of(arguments);
        }
        return call.outputOf(ProjectContextTool.KEY)
                .map(CheckScope::of)
                .orElseGet(() -> new CheckScope(
                        DashboardHandoff.DEFAULT_PLATFORM,
                        arguments.text("account").orElse(""),
                        false));
    }

    private static CheckScope of(Content content) {
        return new CheckScope(
                content.text("platform").map(Platforms::key).orElse(""),
                content.text("account").orElse(""),
                content.flag("all_accounts"));
    }

    Map<String, Object> asArguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("platform", platform);
        if (!account.isEmpty()) {
            arguments.put("account", account);
        }
        if (all) {
            arguments.put("all_accounts", true);
        }
        return arguments;
    }

    String platformLabel(Language language) {
        return platform.isEmpty() ? language.say("全部平台", "All platforms") : Platforms.label(platform, language);
    }
}
