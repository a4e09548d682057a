package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.time.LocalDate;
import java.util.List;

/** Finds what changed clearly in each account against its own recent range, the most urgent first. */
final class AccountChangesTool implements AgentTool {
    static final String KEY = "dashboard.account-changes";

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "检查重点账号变化", Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        CheckScope scope = CheckScope.of(call);
        Documents documents = call.documents();
        long metricRows = documents.count(MetricRows.COLLECTION);
        DataProblems problems = new DataProblems();
        Accounts accounts =
                Accounts.read(documents, new RowProgress(call, "账号", documents.count(Accounts.COLLECTION)), problems);
        List<Account> wanted = accounts.toCheck(scope.platform(), scope.account());
        if (wanted.isEmpty()) {
            return ToolOutcome.failed(accounts.whyNone(scope.platform(), scope.account()));
        }
        if (metricRows == 0) {
            return ToolOutcome.failed(DataHints.NO_METRICS);
        }
        LocalDate today = Days.today(call.clock());
        MetricRows metrics = new MetricRows(accounts, wanted, today, problems)
                .read(documents, new RowProgress(call, "指标", metricRows));
        ChangeReport report = new ChangeReport(scope.platform(), problems);
        ChangeRule rule = new ChangeRule(today);
        for (int index = 0; index < wanted.size(); index++) {
            if (index % 64 == 0) {
                call.cancellation().throwIfRequested();
                call.progress("已检查 %d / %d 个账号".formatted(index, wanted.size()));
            }
            Account account = wanted.get(index);
            report.add(account, rule.judge(account, metrics.of(account)));
        }
        call.progress("已检查 %d / %d 个账号".formatted(wanted.size(), wanted.size()));
        return ToolOutcome.done(report::writeTo);
    }
}
