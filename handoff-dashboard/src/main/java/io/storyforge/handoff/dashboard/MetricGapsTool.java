package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Lists the rows of {@code account_metrics} that people should bring. Writes nothing. */
final class MetricGapsTool implements AgentTool {
    static final String KEY = "dashboard.metric-gaps";

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "找出缺失的每日指标", Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        CheckScope scope = CheckScope.of(call);
        Documents documents = call.documents();
        DataProblems problems = new DataProblems();
        Accounts accounts =
                Accounts.read(documents, new RowProgress(call, "账号", documents.count(Accounts.COLLECTION)), problems);
        // Focus accounts first, because the list is cut where it gets too long to work through.
        List<Account> wanted = accounts.on(scope.platform()).stream()
                .sorted(Comparator.comparing(account -> !account.focus()))
                .toList();
        if (wanted.isEmpty()) {
            return ToolOutcome.failed(accounts.whyNone(scope.platform(), ""));
        }
        LocalDate today = Days.today(call.clock());
        MetricRows metrics = new MetricRows(accounts, wanted, today, problems)
                .read(documents, new RowProgress(call, "指标", documents.count(MetricRows.COLLECTION)));
        GapReport report = new GapReport(scope, today, problems);
        for (int index = 0; index < wanted.size(); index++) {
            if (index % 64 == 0) {
                call.cancellation().throwIfRequested();
                call.progress("已检查 %d / %d 个账号".formatted(index, wanted.size()));
            }
            Account account = wanted.get(index);
            report.add(account, GapRule.gaps(account, metrics.of(account)));
        }
        return ToolOutcome.done(report::writeTo);
    }
}
