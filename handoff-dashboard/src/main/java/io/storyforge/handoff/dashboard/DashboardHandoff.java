package io.storyforge.handoff.dashboard;

import com.google.auto.service.AutoService;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.Wording;
import java.util.List;
import java.util.Map;

/** The dashboard's entrypoints: follow up the key accounts; review the week or list the gaps. Changes nothing. */
@AutoService(HandoffSource.class)
public final class DashboardHandoff implements HandoffSource {
    static final String PRIMARY = "homepage-primary-action";
    static final String SECONDARY = "homepage-secondary-action";
    static final String DEFAULT_PLATFORM = "douyin";
    static final Wording FOLLOW_UP = Wording.of("跟进重点账号", "Follow up key accounts");
    static final Wording FILL_GAPS = Wording.of("补齐缺失数据", "Fill in missing data");

    /** Called by {@link java.util.ServiceLoader}. */
    public DashboardHandoff() {}

    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("dashboard")
                .action(
                        PRIMARY,
                        FOLLOW_UP,
                        action -> action.summary(Wording.of(
                                        "检查重点账号的互动率、涨粉和播放，说出先处理哪一个、为什么。",
                                        "Checks the engagement rate, follower growth and views of the key accounts,"
                                                + " and says which one comes first and why."))
                                .slot("dashboard.primary")
                                .platform(DEFAULT_PLATFORM))
                .action(SECONDARY, Wording.of("更多", "More"), DashboardHandoff::describeSecondary)
                .build();
    }

    private static void describeSecondary(SourceDescriptor.ActionBuilder action) {
        action.summary(Wording.of("复盘内容表现，或找出缺失的数据。", "Reviews the content, or finds missing data."))
                .slot("dashboard.secondary")
                .offer(
                        WeekReviewTool.LABEL,
                        Wording.of(
                                "与此前 28 天比较，找出最好和最差的作品与选题。",
                                "Compares with the 28 days before, and finds the best and worst pieces and topics."),
                        Map.of("kind", "review-week"))
                .offer(
                        FILL_GAPS,
                        Wording.of(
                                "列出每日指标里缺的行，可直接填写后导入。",
                                "Lists the rows missing in the daily metrics, ready to fill in and import."),
                        Map.of("kind", "fill-gaps"));
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
        Language language = request.language();
        if (request.projectId().isEmpty()) {
            return HandoffOutcome.declined(DataHints.NO_PROJECT.in(language));
        }
        PlanDrafts plans = new PlanDrafts(request, context.documents());
        if (request.actionKey().equals(PRIMARY)) {
            return plans.followUp();
        }
        String kind = request.field("kind").orElse("");
        return switch (kind) {
            case "review-week" -> plans.reviewWeek();
            case "fill-gaps" -> plans.fillGaps();
            case "" ->
                HandoffOutcome.declined(
                        language.say("请说明要做什么（字段 kind）。可选：%s。", "Say what to do (the field kind). Possible: %s.")
                                .formatted(knownKinds(language)));
            default ->
                HandoffOutcome.declined(language.say("不认识的 kind“%s”。可选：%s。", "Unknown kind “%s”. Possible: %s.")
                        .formatted(Texts.shorten(kind, 60), knownKinds(language)));
        };
    }

    private static String knownKinds(Language language) {
        return language.say("review-week（%s）、fill-gaps（%s）", "review-week (%s), fill-gaps (%s)")
                .formatted(WeekReviewTool.LABEL.in(language), FILL_GAPS.in(language));
    }
}
