package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
import java.time.LocalDate;
import java.util.List;

/** Finds what changed clearly in each account against its own recent range, the most urgent first. */
final class AccountChangesTool implements AgentTool {
    static final String KEY = "dashboard.account-changes";
    static final Wording LABEL = Wording.of("检查重点账号变化", "Check key accounts for changes");

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, LABEL, Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        CheckScope scope = CheckScope.of(call);
        Documents documents = call.documents();
        long metricRows = documents.count(MetricRows.COLLECTION);
        DataProblems problems = new DataProblems(call.language());
        Accounts accounts = Accounts.read(call, problems);
        List<Account> wanted = accounts.toCheck(scope.platform(), scope.account());
        if (wanted.isEmpty()) {
            return ToolOutcome.failed(accounts.whyNone(scope.platform(), scope.account(), call.language()));
        }
        if (metricRows == 0) {
            return ToolOutcome.failed(DataHints.NO_METRICS.in(call.language()));
        }
        LocalDate today = Days.today(call.clock());
        MetricRows metrics = new MetricRows(accounts, wanted, today, problems)
                .read(documents, new RowProgress(call, RowProgress.METRICS, metricRows));
        ChangeReport report = new ChangeReport(scope.platform(), problems, call.language());
        ChangeRule rule = new ChangeRule(today, call.language());
        for (int index = 0; index < wanted.size(); index++) {
            if (index % 64 == 0) {
                call.cancellation().throwIfRequested();
                RowProgress.checked(call, index, wanted.size());
            }
            Account account = wanted.get(index);
            report.add(account, rule.judge(account, metrics.of(account)));
        }
        RowProgress.checked(call, wanted.size(), wanted.size());
        return ToolOutcome.done(report::writeTo);
    }
}
