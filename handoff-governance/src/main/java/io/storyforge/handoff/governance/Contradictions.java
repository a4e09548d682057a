package io.storyforge.handoff.governance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Rules that cannot both be meant: nothing allowed in common, allowed and denied at once, a minimum above the maximum. */
final class Contradictions {
    private Contradictions() {}

    static List<Finding> of(List<Layer> active, String tag) {
        List<Finding> findings = new ArrayList<>();
        if (ListRules.allow(tag)) {
            nothingInCommon(listing(active, tag), tag).ifPresent(findings::add);
            findings.addAll(allowedAndDenied(active, tag, ListRules.DENIED + rest(tag, ListRules.ALLOWED)));
        } else if (ListRules.deny(tag)) {
            findings.addAll(allowedAndDenied(active, ListRules.ALLOWED + rest(tag, ListRules.DENIED), tag));
        } else {
            Limits.around(tag).flatMap(limits -> limits.contradiction(active)).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> nothingInCommon(List<Layer> naming, String tag) {
        for (int count = 1; count <= naming.size(); count++) {
            if (ListRules.intersection(naming.subList(0, count), tag).isEmpty()) {
                return Optional.of(nothingLeft(naming.subList(0, count), tag));
            }
        }
        return Optional.empty();
    }

    private static Finding nothingLeft(List<Layer> naming, String tag) {
        Layer last = naming.getLast();
        if (last.entries(tag).isEmpty()) {
            return new Finding(
                    Finding.CONTRADICTORY, last.label(), tag + " 是空清单，什么都不允许", "写上要允许的项；如果不想限制，从该层删去 " + tag);
        }
        Set<String> broader = ListRules.intersection(naming.subList(0, naming.size() - 1), tag);
        return new Finding(
                Finding.CONTRADICTORY,
                last.label(),
                "%s 只允许 %s，而更宽的层只允许 %s，没有共同的项，结果什么都不允许"
                        .formatted(tag, Texts.value(last.entries(tag)), Texts.value(broader)),
                "在该层的 %s 里至少保留一个 %s 中的项，或从该层删去 %s".formatted(tag, Texts.value(broader), tag));
    }

    private static List<Finding> allowedAndDenied(List<Layer> active, String allowed, String denied) {
        List<Finding> findings = new ArrayList<>();
        for (Layer allowing : listing(active, allowed)) {
            for (Layer denying : listing(active, denied)) {
                Set<String> both = new LinkedHashSet<>(allowing.entries(allowed));
                both.retainAll(denying.entries(denied));
                if (!both.isEmpty()) {
                    findings.add(new Finding(
                            Finding.CONTRADICTORY,
                            allowing.label(),
                            "%s 允许 %s，而%s的 %s 拒绝它；按拒绝处理".formatted(allowed, Texts.value(both), denying.label(), denied),
                            "从该层的 %s 删去 %s；如果确实要允许，请管理员在%s取消拒绝"
                                    .formatted(allowed, Texts.value(both), denying.label())));
                }
            }
        }
        return findings;
    }

    private static List<Layer> listing(List<Layer> active, String tag) {
        return active.stream().filter(layer -> layer.lists(tag)).toList();
    }

    private static List<Layer> naming(List<Layer> active, String tag) {
        return active.stream().filter(layer -> layer.names(tag)).toList();
    }

    private static String rest(String tag, String prefix) {
        return tag.substring(prefix.length());
    }

    /** A minimum and a maximum that belong together by their names. */
    private record Limits(String lowest, String highest) {

        static Optional<Limits> around(String tag) {
            if (tag.startsWith("min_") || tag.startsWith("max_")) {
                return Optional.of(new Limits("min_" + tag.substring(4), "max_" + tag.substring(4)));
            }
            if (tag.endsWith("_min") || tag.endsWith("_max")) {
                String name = tag.substring(0, tag.length() - 4);
                return Optional.of(new Limits(name + "_min", name + "_max"));
            }
            return Optional.empty();
        }

        Optional<Finding> contradiction(List<Layer> active) {
            List<Layer> below = naming(active, lowest);
            List<Layer> above = naming(active, highest);
            if (below.isEmpty() || above.isEmpty()) {
                return Optional.empty();
            }
            OptionalDouble minimum = below.getLast().policy().number(lowest);
            OptionalDouble maximum = above.getLast().policy().number(highest);
            if (minimum.isEmpty() || maximum.isEmpty() || minimum.getAsDouble() <= maximum.getAsDouble()) {
                return Optional.empty();
            }
            return Optional.of(crossed(below.getLast(), above.getLast(), active));
        }

        private Finding crossed(Layer below, Layer above, List<Layer> active) {
            // The narrower of the two is the one that was changed without looking at the other.
            boolean changeMinimum = active.indexOf(below) > active.indexOf(above);
            Layer narrower = changeMinimum ? below : above;
            String change = changeMinimum
                    ? "把 %s 改到不大于 %s".formatted(lowest, Texts.value(above.value(highest)))
                    : "把 %s 改到不小于 %s".formatted(highest, Texts.value(below.value(lowest)));
            return new Finding(
                    Finding.CONTRADICTORY,
                    narrower.label(),
                    "%s = %s（%s）大于 %s = %s（%s），没有值能同时满足"
                            .formatted(
                                    lowest,
                                    Texts.value(below.value(lowest)),
                                    below.label(),
                                    highest,
                                    Texts.value(above.value(highest)),
                                    above.label()),
                    change);
        }
    }
}
