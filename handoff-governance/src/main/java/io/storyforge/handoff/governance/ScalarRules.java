package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Language;
import java.util.ArrayList;
import java.util.List;

/** What is overridden where the last layer's value applies. */
final class ScalarRules {
    private final String tag;
    private final Language language;

    ScalarRules(String tag, Language language) {
        this.tag = tag;
        this.language = language;
    }

    List<Finding> findings(List<Layer> naming) {
        if (naming.size() < 2) {
            return List.of();
        }
        Layer deciding = naming.getLast();
        List<Finding> findings = new ArrayList<>();
        naming.subList(0, naming.size() - 1).stream()
                .filter(layer -> !same(layer, deciding))
                .map(layer -> overridden(layer, deciding))
                .forEach(findings::add);
        // Only the next weaker layer would take the deciding one's place.
        Layer next = naming.get(naming.size() - 2);
        if (same(next, deciding) && next.outlasts(deciding)) {
            findings.add(repeated(next, deciding));
        }
        return findings;
    }

    private boolean same(Layer one, Layer other) {
        if (one.value(tag) instanceof Number && other.value(tag) instanceof Number) {
            return one.policy().number(tag).equals(other.policy().number(tag));
        }
        return one.value(tag).equals(other.value(tag));
    }

    private Finding repeated(Layer layer, Layer deciding) {
        return new Finding(
                Finding.Kind.REDUNDANT,
                deciding.label(language),
                language.say("%s = %s 与%s相同，不改变结果", "%s = %s is the same as in the %s and changes nothing")
                        .formatted(tag, value(deciding), layer.label(language)),
                language.say("从该层删去 %s", "Remove %s from this layer").formatted(tag));
    }

    private Finding overridden(Layer layer, Layer deciding) {
        return new Finding(
                Finding.Kind.SHADOWED,
                layer.label(language),
                language.say("%1$s = %2$s 被%3$s的 %4$s 覆盖", "%1$s = %2$s is overridden by %4$s in the %3$s")
                        .formatted(tag, value(layer), deciding.label(language), value(deciding)),
                proposal(layer, deciding));
    }

    private String proposal(Layer layer, Layer deciding) {
        if (layer.scope().equals(deciding.scope())) {
            return language.say(
                            "同一级别里后写的生效：从该层删去 %s",
                            "Within a scope the one written last counts: remove %s from this layer")
                    .formatted(tag);
        }
        if (deciding.temporary()) {
            return language.say(
                            "覆盖到 %s 为止，之后恢复；不必处理，除非要提前结束",
                            "Overridden until %s and in force again after that; nothing to do unless that is to end "
                                    + "early")
                    .formatted(deciding.until());
        }
        return language.say(
                        "确认是否仍要例外：要，就保持；不要，就从%1$s删去 %2$s",
                        "Check whether the exception is still wanted: if so, keep it; if not, remove %2$s from the "
                                + "%1$s")
                .formatted(deciding.label(language), tag);
    }

    private String value(Layer layer) {
        return Texts.value(layer.value(tag), language);
    }
}
