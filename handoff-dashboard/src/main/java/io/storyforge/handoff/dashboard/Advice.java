package io.storyforge.handoff.dashboard;

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

    /** One advice an account, in the order in which the accounts first appear. */
    static List<Advice> of(Collection<Signal> signals) {
        Map<String, List<Signal>> byAccount = new LinkedHashMap<>();
        signals.forEach(signal -> byAccount
                .computeIfAbsent(signal.accountId(), id -> new ArrayList<>())
                .add(signal));
        return byAccount.values().stream().map(Advice::about).toList();
    }

    private static Advice about(List<Signal> signals) {
        String reason = signals.stream().map(Signal::explanation).collect(Collectors.joining("；"));
        return new Advice(signals.getFirst().account(), action(falls(signals)), Texts.shorten(reason, 500));
    }

    private static Set<Metric> falls(List<Signal> signals) {
        Set<Metric> falls = EnumSet.noneOf(Metric.class);
        signals.stream().filter(signal -> !signal.rose()).map(Signal::metric).forEach(falls::add);
        return falls;
    }

    private static String action(Set<Metric> falls) {
        boolean engagement = falls.contains(Metric.ENGAGEMENT);
        boolean views = falls.contains(Metric.VIEWS);
        if (engagement && views) {
            return "先查账号状态：有没有限流、违规提示或发布中断；再对照最近三条作品";
        }
        if (engagement) {
            return "复盘最近三条作品的选题、开头和评论区：没有查到播放明显变少，是愿意互动的人少了";
        }
        if (views) {
            return "检查发布节奏和分发：互动没有查到明显变差，是看到的人少了";
        }
        if (falls.contains(Metric.FOLLOWERS)) {
            return "查涨粉放缓的原因：对照当天的作品和评论区";
        }
        return "趁热打铁：找出带来上涨的作品，做成系列，补发同一选题";
    }
}
