package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What to do about an account, and the numbers that say so. */
record Advice(String account, String action, String reason) {
    private static final Wording CHECK_STATE = Wording.of(
            "先查账号状态：有没有限流、违规提示或发布中断；再对照最近三条作品",
            "Check the account's state first: limited reach, violation notices or a break in publishing;"
                    + " then compare with its last three pieces");
    private static final Wording REVIEW_PIECES = Wording.of(
            "复盘最近三条作品的选题、开头和评论区：没有查到播放明显变少，是愿意互动的人少了",
            "Review the topics, openings and comments of the last three pieces:"
                    + " no clear fall in views was found; fewer people want to engage");
    private static final Wording CHECK_DISTRIBUTION = Wording.of(
            "检查发布节奏和分发：互动没有查到明显变差，是看到的人少了",
            "Check the publishing rhythm and the distribution:"
                    + " no clear fall in engagement was found; fewer people see the pieces");
    private static final Wording CHECK_GROWTH = Wording.of(
            "查涨粉放缓的原因：对照当天的作品和评论区",
            "Find out why follower growth slowed down: compare with that day's pieces and comments");
    private static final Wording FOLLOW_RISE = Wording.of(
            "趁热打铁：找出带来上涨的作品，做成系列，补发同一选题",
            "Build on the momentum: find the pieces behind the rise, turn them into a series"
                    + " and publish more on the same topic");

    /** One advice an account, in the order in which the accounts first appear. */
    static List<Advice> of(Collection<Signal> signals, Language language) {
        Map<String, List<Signal>> byAccount = new LinkedHashMap<>();
        signals.forEach(signal -> byAccount
                .computeIfAbsent(signal.accountId(), id -> new ArrayList<>())
                .add(signal));
        return byAccount.values().stream()
                .map(ofAccount -> about(ofAccount, language))
                .toList();
    }

    private static Advice about(List<Signal> signals, Language language) {
        String reason = signals.stream().map(Signal::explanation).collect(Collectors.joining(language.say("；", "; ")));
        return new Advice(
                signals.getFirst().account(), action(falls(signals)).in(language), Texts.shorten(reason, 500));
    }

    private static Set<Metric> falls(List<Signal> signals) {
        Set<Metric> falls = EnumSet.noneOf(Metric.class);
        signals.stream().filter(signal -> !signal.rose()).map(Signal::metric).forEach(falls::add);
        return falls;
    }

    private static Wording action(Set<Metric> falls) {
        boolean engagement = falls.contains(Metric.ENGAGEMENT);
        boolean views = falls.contains(Metric.VIEWS);
        if (engagement && views) {
            return CHECK_STATE;
        }
        if (engagement) {
            return REVIEW_PIECES;
        }
        if (views) {
            return CHECK_DISTRIBUTION;
        }
        return falls.contains(Metric.FOLLOWERS) ? CHECK_GROWTH : FOLLOW_RISE;
    }
}
