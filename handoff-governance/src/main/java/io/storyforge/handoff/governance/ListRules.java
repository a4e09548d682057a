package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Language;
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

    private final String tag;
    private final Language language;

    ListRules(String tag, Language language) {
        this.tag = tag;
        this.language = language;
    }

    static boolean deny(String tag) {
        return tag.startsWith(DENIED);
    }

    static boolean allow(String tag) {
        return tag.startsWith(ALLOWED);
    }

    /** What all the layers allow. */
    static Set<String> intersection(List<Layer> naming, String tag) {
        Set<String> common = new LinkedHashSet<>(naming.getFirst().entries(tag));
        naming.forEach(layer -> common.retainAll(layer.entries(tag)));
        return common;
    }

    /** Rules whose value is not a list of texts. */
    List<Finding> unreadable(List<Layer> naming) {
        return naming.stream()
                .filter(layer -> !(layer.value(tag) instanceof List<?> list)
                        || !list.stream().allMatch(String.class::isInstance))
                .map(this::unreadable)
                .toList();
    }

    private Finding unreadable(Layer layer) {
        return new Finding(
                Finding.Kind.UNREADABLE,
                layer.label(language),
                language.say(
                                "%s 应为文字清单，现在是 %s；不是文字清单的部分不会按清单处理",
                                "%s should be a list of texts but is %s; what is not a list of texts is not treated "
                                        + "as one")
                        .formatted(tag, Texts.value(layer.value(tag), language)),
                language.say("改成清单，例如 [\"…\"]", "Make it a list, such as [\"...\"]"));
    }

    /** Entries that a broader layer denies already, for at least as long. */
    List<Finding> repeatedDenials(List<Layer> naming) {
        List<Finding> findings = new ArrayList<>();
        for (int index = 1; index < naming.size(); index++) {
            Layer layer = naming.get(index);
            Map<Layer, Set<String>> repeated = new LinkedHashMap<>();
            for (String entry : layer.entries(tag)) {
                broader(naming, index, entry)
                        .ifPresent(keeper -> repeated.computeIfAbsent(keeper, key -> new LinkedHashSet<>())
                                .add(entry));
            }
            repeated.forEach((keeper, entries) -> findings.add(repeated(layer, keeper, entries)));
        }
        return findings;
    }

    private Optional<Layer> broader(List<Layer> naming, int index, String entry) {
        Layer layer = naming.get(index);
        return naming.subList(0, index).stream()
                .filter(weaker -> weaker.outlasts(layer) && weaker.entries(tag).contains(entry))
                .findFirst();
    }

    private Finding repeated(Layer layer, Layer keeper, Set<String> entries) {
        String list = Texts.value(entries, language);
        String proposal = language.say("从该层的 %1$s 删去 %2$s", "Remove %2$s from %1$s in this layer")
                .formatted(tag, list);
        String wait =
                language.say("，或等它到期（%s）", ", or wait until it expires (%s)").formatted(layer.until());
        return new Finding(
                Finding.Kind.REDUNDANT,
                layer.label(language),
                language.say("%1$s 已由%2$s拒绝，这里重复了一次", "Denied by the %2$s already, and here once more: %1$s")
                        .formatted(list, keeper.label(language)),
                layer.temporary() ? proposal + wait : proposal);
    }

    /** Lists that narrow nothing, and entries that a broader layer does not allow. */
    List<Finding> uselessAllowances(List<Layer> naming) {
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
                    findings.add(narrowsNothing(layer, permitted));
                }
            } else if (!useless.isEmpty() && useless.size() < own.size()) {
                findings.add(notPermitted(layer, useless));
            }
        }
        return findings;
    }

    private Finding narrowsNothing(Layer layer, Set<String> permitted) {
        return new Finding(
                Finding.Kind.REDUNDANT,
                layer.label(language),
                language.say(
                                "更宽的层已经只允许 %s，这个清单没有再收窄什么",
                                "Broader layers allow only %s already; this list narrows nothing")
                        .formatted(Texts.value(permitted, language)),
                language.say("从该层删去 %s", "Remove %s from this layer").formatted(tag));
    }

    private Finding notPermitted(Layer layer, Set<String> useless) {
        String list = Texts.value(useless, language);
        return new Finding(
                Finding.Kind.SHADOWED,
                layer.label(language),
                language.say(
                                "%s 虽在这个清单里，但更宽的层不允许，不起作用",
                                "In this list, but without effect, as a broader layer does not allow it: %s")
                        .formatted(list),
                language.say(
                                "从该层的 %1$s 删去 %2$s；如果确实需要，请管理员在更宽的层里允许",
                                "Remove %2$s from %1$s in this layer; if needed after all, have an administrator "
                                        + "allow it in the broader layer")
                        .formatted(tag, list));
    }
}
