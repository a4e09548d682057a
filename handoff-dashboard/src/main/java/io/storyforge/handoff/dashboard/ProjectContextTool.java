package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says which accounts and how much data the project has for what is asked. */
final class ProjectContextTool implements AgentTool {
    static final String KEY = "dashboard.project-context";
    private static final int ROWS = 100;

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, Wording.of("读取项目上下文", "Read the project's context"), Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        CheckScope scope = CheckScope.of(call);
        Documents documents = call.documents();
        DataProblems problems = new DataProblems(call.language());
        Accounts accounts = Accounts.read(call, problems);
        List<Account> chosen = scope.all() ? accounts.on(scope.platform()) : chosen(accounts, scope);
        if (chosen.isEmpty() && !scope.all()) {
            return ToolOutcome.failed(accounts.whyNone(scope.platform(), scope.account(), call.language()));
        }
        Language language = call.language();
        long metricRows = documents.count(MetricRows.COLLECTION);
        long contents = documents.count(ContentPieces.COLLECTION);
        Map<String, Object> output = new LinkedHashMap<>(scope.asArguments());
        output.put("accounts", accounts.size());
        output.put("accounts_to_check", chosen.size());
        output.put("metric_rows", metricRows);
        output.put("contents", contents);
        String there = language.say(
                        "项目里有 %d 个账号、%d 行每日指标、%d 条作品；",
                        "In the project: accounts %d, rows of daily metrics %d, pieces of content %d. ")
                .formatted(accounts.size(), metricRows, contents);
        return ToolOutcome.done(result -> {
            result.summary(there + lookedAt(scope, chosen, language))
                    .output(output)
                    .table(language.say("账号", "Accounts"), columns(language), rows(chosen, language));
            problems.writeTo(result);
        });
    }

    private static String lookedAt(CheckScope scope, List<Account> chosen, Language language) {
        return language.say("这次看%s的 %d 个账号%s。", "This time: %s, accounts %d%s.")
                .formatted(scope.platformLabel(language), chosen.size(), noFocus(scope, chosen, language));
    }

    private static List<Account> chosen(Accounts accounts, CheckScope scope) {
        return accounts.toCheck(scope.platform(), scope.account());
    }

    private static String noFocus(CheckScope scope, List<Account> chosen, Language language) {
        boolean fallback =
                !scope.all() && scope.account().isEmpty() && chosen.stream().noneMatch(Account::focus);
        if (!fallback) {
            return "";
        }
        return language.say(
                "（没有标记重点账号，因此看全部；可在 accounts 里把 focus 设为 true）",
                " (no account is marked as a key account, so all count; mark one with focus = true in accounts)");
    }

    private static List<String> columns(Language language) {
        return List.of(
                language.say("账号", "Account"), "id", language.say("平台", "Platform"), language.say("重点", "Key account"));
    }

    private static List<List<Object>> rows(List<Account> accounts, Language language) {
        return accounts.stream()
                .limit(ROWS)
                .map(account -> List.<Object>of(
                        account.name(),
                        Texts.shorten(account.id(), 60),
                        Platforms.label(account.platform(), language),
                        account.focus() ? language.say("是", "yes") : ""))
                .toList();
    }
}
