package io.storyforge.handoff.governance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is superfluous in deny lists (union) and allow lists (intersection). */
final class ListRules {
    static final String DENIED = "denied_";
    static final String ALLOWED = "allowed_";

    private ListRules() {}

    static boolean deny(String tag) {
        return tag.startsWith(DENIED);
    }

    static boolean allow(String tag) {
        return tag.startsWith(ALLOWED);
    }

    /** Rules whose value is not a list of texts. */
    static List<Finding> unreadable(List<Layer> naming, String tag) {
        return naming.stream()
                .filter(layer -> !(layer.value(tag) instanceof List<?> list)
                        || !list.stream().allMatch(String.class::isInstance))
                .map(layer -> new Finding(
                        Finding.UNREADABLE,
                        layer.label(),
                        "%s 应为文字清单，现在是 %s；不是文字清单的部分不会按清单处理".formatted(tag, Texts.value(layer.value(tag))),
                        "改成清单，例如 [\"…\"]"))
                .toList();
    }

    /** Entries that a broader layer denies already, for at least as long. */
    static List<Finding> repeatedDenials(List<Layer> naming, String tag) {
        List<Finding> findings = new ArrayList<>();
        for (int index = 1; index < naming.size(); index++) {
            Layer layer = naming.get(index);
            Map<Layer, Set<String>> repeated = new LinkedHashMap<>();
            for (String entry : layer.entries(tag)) {
                broader(naming, index, tag, entry)
                        .ifPresent(keeper -> repeated.computeIfAbsent(keeper, key -> new LinkedHashSet<>())
                                .add(entry));
            }
            repeated.forEach((keeper, entries) -> findings.add(repeated(layer, keeper, entries, tag)));
        }
        return findings;
    }

    private static Optional<Layer> broader(List<Layer> naming, int index, String tag, String entry) {
        Layer layer = naming.get(index);
        return naming.subList(0, index).stream()
                .filter(weaker -> weaker.outlasts(layer) && weaker.entries(tag).contains(entry))
                .findFirst();
    }

    private static Finding repeated(Layer layer, Layer keeper, Set<String> entries, String tag) {
        String proposal = "从该层的 %s 删去 %s".formatted(tag, Texts.value(entries));
        return new Finding(
                Finding.REDUNDANT,
                layer.label(),
                "%s 已由%s拒绝，这里重复了一次".formatted(Texts.value(entries), keeper.label()),
                layer.temporary() ? proposal + "，或等它到期（%s）".formatted(layer.until()) : proposal);
    }

    /** Lists that narrow nothing, and entries that a broader layer does not allow. */
    static List<Finding> uselessAllowances(List<Layer> naming, String tag) {
        List<Finding> findings = new ArrayList<>();
        for (int index = 1; index < naming.size(); index++) {
            Layer layer = naming.get(index);
            List<Layer> broader = naming.subList(0, index);
            Set<String> permitted = intersection(broader, tag);
            Set<String> own = layer.entries(tag);
            Set<String> useless = new LinkedHashSet<>(own);
            useless.removeAll(permitted);
            if (!permitted.isEmpty() && own.containsAll(permitted)) {
                if (broader.stream().allMatch(weaker -> weaker.outlasts(layer))) {
                    findings.add(narrowsNothing(layer, permitted, tag));
                }
            } else if (!useless.isEmpty() && useless.size() < own.size()) {
                findings.add(notPermitted(layer, useless, tag));
            }
        }
        return findings;
    }

    /** What all the layers allow. */
    static Set<String> intersection(List<Layer> naming, String tag) {
        Set<String> common = new LinkedHashSet<>(naming.getFirst().entries(tag));
        naming.forEach(layer -> common.retainAll(layer.entries(tag)));
        return common;
    }

    private static Finding narrowsNothing(Layer layer, Set<String> permitted, String tag) {
        return new Finding(
                Finding.REDUNDANT,
                layer.label(),
                "更宽的层已经只允许 %s，这个清单没有再收窄什么".formatted(Texts.value(permitted)),
                "从该层删去 " + tag);
    }

    private static Finding notPermitted(Layer layer, Set<String> useless, String tag) {
        return new Finding(
                Finding.SHADOWED,
                layer.label(),
                "%s 虽在这个清单里，但更宽的层不允许，不起作用".formatted(Texts.value(useless)),
                "从该层的 %s 删去 %s；如果确实需要，请管理员在更宽的层里允许".formatted(tag, Texts.value(useless)));
    }
}
