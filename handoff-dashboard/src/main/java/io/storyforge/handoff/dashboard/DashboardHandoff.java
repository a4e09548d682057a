package io.storyforge.handoff.dashboard;

import com.google.auto.service.AutoService;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.util.List;
import java.util.Map;

/** The dashboard's entrypoints: follow up the focus accounts; review the week or list the gaps. Changes nothing. */
@AutoService(HandoffSource.class)
public final class DashboardHandoff implements HandoffSource {
    static final String PRIMARY = "homepage-primary-action";
    static final String SECONDARY = "homepage-secondary-action";
    static final String DEFAULT_PLATFORM = "douyin";
    private static final String READ_CONTEXT = "读取当前项目上下文";
    private static final String KNOWN_KINDS = "review-week（复盘近 7 天内容表现）、fill-gaps（补齐缺失数据）";

    /** Called by {@link java.util.ServiceLoader}. */
    public DashboardHandoff() {}

    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("dashboard")
                .action(
                        PRIMARY,
                        "跟进重点账号",
                        action -> action.summary("检查重点账号的互动率、涨粉和播放，说出先处理哪一个、为什么。")
                                .slot("dashboard.primary")
                                .platform(DEFAULT_PLATFORM))
                .action(
                        SECONDARY,
                        "更多",
                        action -> action.summary("复盘内容表现，或找出缺失的数据。")
                                .slot("dashboard.secondary")
                                .offer("复盘近 7 天内容表现", "与此前 28 天比较，找出最好和最差的作品与选题。", Map.of("kind", "review-week"))
                                .offer("补齐缺失数据", "列出每日指标里缺的行，可直接填写后导入。", Map.of("kind", "fill-gaps")))
                .build();
    }

    @Override
    public List<AgentTool> tools() {
        return List.of(
                new ProjectContextTool(),
                new AccountChangesTool(),
                new NextStepTool(),
                new WeekReviewTool(),
                new MetricGapsTool());
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        if (request.projectId().isEmpty()) {
            return HandoffOutcome.declined(DataHints.NO_PROJECT);
        }
        if (request.actionKey().equals(PRIMARY)) {
            return followUp(request, context.documents());
        }
        String kind = request.field("kind").orElse("");
        return switch (kind) {
            case "review-week" -> reviewWeek(request, context.documents());
            case "fill-gaps" -> fillGaps(request, context.documents());
            case "" -> HandoffOutcome.declined("请说明要做什么（字段 kind）。可选：%s。".formatted(KNOWN_KINDS));
            default -> HandoffOutcome.declined("不认识的 kind“%s”。可选：%s。".formatted(Texts.shorten(kind, 60), KNOWN_KINDS));
        };
    }

    private static HandoffOutcome followUp(HandoffRequest request, Documents documents) {
        String platform = request.platform().map(Platforms::key).orElse(DEFAULT_PLATFORM);
        String account = Texts.shorten(request.field("account").orElse(""), 200);
        Accounts accounts = Accounts.read(documents, () -> {}, new DataProblems());
        List<Account> wanted = accounts.toCheck(platform, account);
        if (wanted.isEmpty()) {
            return HandoffOutcome.declined(accounts.whyNone(platform, account));
        }
        if (documents.count(MetricRows.COLLECTION) == 0) {
            return HandoffOutcome.declined(DataHints.NO_METRICS);
        }
        CheckScope scope = new CheckScope(platformOf(wanted, account, platform), account, false);
        String title = account.isEmpty()
                ? "跟进重点账号 · " + scope.platformLabel()
                : "跟进 " + wanted.getFirst().name();
        return HandoffOutcome.drafted(draft -> draft.title(title)
                .goal("找出变化明显的账号，决定先处理哪一个")
                .summary("检查 %d 个账号的最近一天与各自此前 28 天的差别；只读，不改动任何数据。".formatted(wanted.size()))
                .intentKey("track_account")
                .platform(scope.platform())
                .step(READ_CONTEXT, ProjectContextTool.KEY, scope.asArguments())
                .step("检查重点账号变化", AccountChangesTool.KEY, scope.asArguments(), "互动率、日涨粉、日播放，偏离自己近期范围 3.5 以上才算变化")
                .step("决定下一步", NextStepTool.KEY));
    }

    private static HandoffOutcome reviewWeek(HandoffRequest request, Documents documents) {
        if (documents.count(ContentPieces.COLLECTION) == 0) {
            return HandoffOutcome.declined(DataHints.NO_CONTENTS);
        }
        CheckScope scope = everyAccount(request);
        return HandoffOutcome.drafted(draft -> draft.title("复盘近 7 天内容表现 · " + scope.platformLabel())
                .summary("比较近 7 天与此前 28 天的作品和选题；只读，不改动任何数据。")
                .intentKey("review_content")
                .platform(scope.platform())
                .step(READ_CONTEXT, ProjectContextTool.KEY, scope.asArguments())
                .step("比较近 7 天与此前的作品", WeekReviewTool.KEY, scope.asArguments()));
    }

    private static HandoffOutcome fillGaps(HandoffRequest request, Documents documents) {
        if (documents.count(Accounts.COLLECTION) == 0) {
            return HandoffOutcome.declined(DataHints.NO_ACCOUNTS);
        }
        CheckScope scope = everyAccount(request);
        return HandoffOutcome.drafted(draft -> draft.title("补齐缺失数据 · " + scope.platformLabel())
                .summary("列出最近 28 天里缺失或不可用的每日指标；只读，数据由你补。")
                .intentKey("fill_data_gaps")
                .platform(scope.platform())
                .step(READ_CONTEXT, ProjectContextTool.KEY, scope.asArguments())
                .step("列出要补的行", MetricGapsTool.KEY, scope.asArguments()));
    }

    /** A named account is on its own platform, whatever the page shows. */
    private static String platformOf(List<Account> wanted, String account, String platform) {
        if (account.isEmpty() || wanted.getFirst().platform().isEmpty()) {
            return platform;
        }
        return wanted.getFirst().platform();
    }

    private static CheckScope everyAccount(HandoffRequest request) {
        return new CheckScope(request.platform().map(Platforms::key).orElse(""), "", true);
    }
}
