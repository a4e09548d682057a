package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.Wording;
import java.util.List;

/** The plan of each action in the language of the request, or what is missing for it. */
final class PlanDrafts {
    private static final Wording READ_CONTEXT = Wording.of("读取当前项目上下文", "Read the context of the current project");

    private final HandoffRequest request;
    private final Documents documents;
    private final Language language;

    PlanDrafts(HandoffRequest request, Documents documents) {
        this.request = request;
        this.documents = documents;
        this.language = request.language();
    }

    HandoffOutcome followUp() {
        String platform = request.platform().map(Platforms::key).orElse(DashboardHandoff.DEFAULT_PLATFORM);
        String account = Texts.shorten(request.field("account").orElse(""), 200);
        Accounts accounts = Accounts.read(documents, () -> {}, new DataProblems(language));
        List<Account> wanted = accounts.toCheck(platform, account);
        if (wanted.isEmpty()) {
            return HandoffOutcome.declined(accounts.whyNone(platform, account, language));
        }
        if (documents.count(MetricRows.COLLECTION) == 0) {
            return declined(DataHints.NO_METRICS);
        }
        CheckScope scope = new CheckScope(platformOf(wanted, account, platform), account, false);
        return HandoffOutcome.drafted(draft -> draftFollowUp(draft, scope, wanted));
    }

    private void draftFollowUp(RunDraft.Builder draft, CheckScope scope, List<Account> wanted) {
        draft.title(followUpTitle(scope, wanted))
                .goal(language.say(
                        "找出变化明显的账号，决定先处理哪一个",
                        "Find the accounts that changed clearly, and decide which one comes first"))
                .summary(language.say(
                                "检查 %d 个账号的最近一天与各自此前 28 天的差别；只读，不改动任何数据。",
                                "Compares the latest day of each account with its own 28 days before; accounts: %d."
                                        + " Read-only: no data is changed.")
                        .formatted(wanted.size()))
                .intentKey("track_account")
                .platform(scope.platform())
                .step(READ_CONTEXT.in(language), ProjectContextTool.KEY, scope.asArguments())
                .step(
                        AccountChangesTool.LABEL.in(language),
                        AccountChangesTool.KEY,
                        scope.asArguments(),
                        language.say(
                                "互动率、日涨粉、日播放，偏离自己近期范围 3.5 以上才算变化",
                                "Engagement rate, daily follower growth and daily views; a change is"
                                        + " a deviation of 3.5 or more from the account's own recent range"))
                .step(NextStepTool.LABEL.in(language), NextStepTool.KEY);
    }

    private String followUpTitle(CheckScope scope, List<Account> wanted) {
        return scope.account().isEmpty()
                ? titled(DashboardHandoff.FOLLOW_UP, scope)
                : language.say("跟进 %s", "Follow up %s")
                        .formatted(wanted.getFirst().name());
    }

    HandoffOutcome reviewWeek() {
        if (documents.count(ContentPieces.COLLECTION) == 0) {
            return declined(DataHints.NO_CONTENTS);
        }
        CheckScope scope = everyAccount();
        return HandoffOutcome.drafted(draft -> draft.title(titled(WeekReviewTool.LABEL, scope))
                .summary(language.say(
                        "比较近 7 天与此前 28 天的作品和选题；只读，不改动任何数据。",
                        "Compares the pieces and topics of the last 7 days with the 28 days before."
                                + " Read-only: no data is changed."))
                .intentKey("review_content")
                .platform(scope.platform())
                .step(READ_CONTEXT.in(language), ProjectContextTool.KEY, scope.asArguments())
                .step(
                        language.say("比较近 7 天与此前的作品", "Compare the pieces of the last 7 days with those before"),
                        WeekReviewTool.KEY,
                        scope.asArguments()));
    }

    HandoffOutcome fillGaps() {
        if (documents.count(Accounts.COLLECTION) == 0) {
            return declined(DataHints.NO_ACCOUNTS);
        }
        CheckScope scope = everyAccount();
        return HandoffOutcome.drafted(draft -> draft.title(titled(DashboardHandoff.FILL_GAPS, scope))
                .summary(language.say(
                        "列出最近 28 天里缺失或不可用的每日指标；只读，数据由你补。",
                        "Lists the daily metrics of the last 28 days that are missing or unusable."
                                + " Read-only: you bring the data."))
                .intentKey("fill_data_gaps")
                .platform(scope.platform())
                .step(READ_CONTEXT.in(language), ProjectContextTool.KEY, scope.asArguments())
                .step(language.say("列出要补的行", "List the rows to bring"), MetricGapsTool.KEY, scope.asArguments()));
    }

    private HandoffOutcome declined(Wording reason) {
        return HandoffOutcome.declined(reason.in(language));
    }

    private String titled(Wording label, CheckScope scope) {
        return "%s · %s".formatted(label.in(language), scope.platformLabel(language));
    }

    /** A named account is on its own platform, whatever the page shows. */
    private static String platformOf(List<Account> wanted, String account, String platform) {
        if (account.isEmpty() || wanted.getFirst().platform().isEmpty()) {
            return platform;
        }
        return wanted.getFirst().platform();
    }

    private CheckScope everyAccount() {
        return new CheckScope(request.platform().map(Platforms::key).orElse(""), "", true);
    }
}
