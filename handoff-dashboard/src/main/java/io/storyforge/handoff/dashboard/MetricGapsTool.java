package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Lists the rows of {@code account_metrics} that people should bring. Writes nothing. */
final class MetricGapsTool implements AgentTool {
    static final String KEY = "dashboard.metric-gaps";

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, Wording.of("找出缺失的每日指标", "Find missing daily metrics"), Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        CheckScope scope = CheckScope.of(call);
        Documents documents = call.documents();
        DataProblems problems = new DataProblems(call.language());
        Accounts accounts = Accounts.read(call, problems);
        // Focus accounts first, because the list is cut where it gets too long to work through.
        List<Account> wanted = accounts.on(scope.platform()).stream()
                .sorted(Comparator.comparing(account -> !account.focus()))
                .toList();
        if (wanted.isEmpty()) {
            return ToolOutcome.failed(accounts.whyNone(scope.platform(), "", call.language()));
        }
        LocalDate today = Days.today(call.clock());
        MetricRows metrics = new MetricRows(accounts, wanted, today, problems)
                .read(documents, new RowProgress(call, RowProgress.METRICS, documents.count(MetricRows.COLLECTION)));
        GapReport report = new GapReport(scope, today, problems, call.language());
        GapRule rule = new GapRule(call.language());
        for (int index = 0; index < wanted.size(); index++) {
            if (index % 64 == 0) {
                call.cancellation().throwIfRequested();
                RowProgress.checked(call, index, wanted.size());
            }
            Account account = wanted.get(index);
            report.add(account, rule.gaps(account, metrics.of(account)));
        }
        return ToolOutcome.done(report::writeTo);
    }
}
