package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Language;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules that cannot both be meant: nothing allowed in common, allowed and denied at once, a minimum above the maximum. */
final class Contradictions {
    private final List<Layer> active;
    private final String tag;
    private final Language language;

    Contradictions(List<Layer> active, String tag, Language language) {
        this.active = active;
        this.tag = tag;
        this.language = language;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (ListRules.allow(tag)) {
            nothingInCommon(listing(tag)).ifPresent(findings::add);
            findings.addAll(allowedAndDenied(tag, ListRules.DENIED + rest(ListRules.ALLOWED)));
        } else if (ListRules.deny(tag)) {
            findings.addAll(allowedAndDenied(ListRules.ALLOWED + rest(ListRules.DENIED), tag));
        } else {
            Bounds.around(tag)
                    .flatMap(bounds -> bounds.contradiction(active, language))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> nothingInCommon(List<Layer> naming) {
        for (int count = 1; count <= naming.size(); count++) {
            if (ListRules.intersection(naming.subList(0, count), tag).isEmpty()) {
                return Optional.of(nothingLeft(naming.subList(0, count)));
            }
        }
        return Optional.empty();
    }

    private Finding nothingLeft(List<Layer> naming) {
        Layer last = naming.getLast();
        if (last.entries(tag).isEmpty()) {
            return new Finding(
                    Finding.Kind.CONTRADICTORY,
                    last.label(language),
                    language.say("%s 是空清单，什么都不允许", "%s is an empty list, so nothing is allowed")
                            .formatted(tag),
                    language.say(
                                    "写上要允许的项；如果不想限制，从该层删去 %s",
                                    "Add what is to be allowed; to set no limit, remove %s from this layer")
                            .formatted(tag));
        }
        String broader = value(ListRules.intersection(naming.subList(0, naming.size() - 1), tag));
        return new Finding(
                Finding.Kind.CONTRADICTORY,
                last.label(language),
                language.say(
                                "%s 只允许 %s，而更宽的层只允许 %s，没有共同的项，结果什么都不允许",
                                "%s allows only %s while broader layers allow only %s; nothing is in both, so nothing "
                                        + "is allowed")
                        .formatted(tag, value(last.entries(tag)), broader),
                language.say(
                                "在该层的 %s 里至少保留一个 %s 中的项，或从该层删去 %s",
                                "In %s of this layer keep at least one of %s, or remove %s from this layer")
                        .formatted(tag, broader, tag));
    }

    private List<Finding> allowedAndDenied(String allowed, String denied) {
        List<Finding> findings = new ArrayList<>();
        for (Layer allowing : listing(allowed)) {
            for (Layer denying : listing(denied)) {
                Set<String> both = new LinkedHashSet<>(allowing.entries(allowed));
                both.retainAll(denying.entries(denied));
                if (!both.isEmpty()) {
                    findings.add(new Finding(
                            Finding.Kind.CONTRADICTORY,
                            allowing.label(language),
                            language.say(
                                            "%s 允许 %s，而%s的 %s 拒绝它；按拒绝处理",
                                            "%s allows %s, but the %s denies the same in %s; the denial applies")
                                    .formatted(allowed, value(both), denying.label(language), denied),
                            withoutTheDenied(allowed, both, denying)));
                }
            }
        }
        return findings;
    }

    private String withoutTheDenied(String allowed, Set<String> both, Layer denying) {
        return language.say(
                        "从该层的 %1$s 删去 %2$s；如果确实要允许，请管理员在%3$s取消拒绝",
                        "Remove %2$s from %1$s in this layer; if allowing is intended, have an administrator lift the "
                                + "denial in the %3$s")
                .formatted(allowed, value(both), denying.label(language));
    }

    private List<Layer> listing(String listed) {
        return active.stream().filter(layer -> layer.lists(listed)).toList();
    }

    private String value(Set<String> entries) {
        return Texts.value(entries, language);
    }

    private String rest(String prefix) {
        return tag.substring(prefix.length());
    }
}
