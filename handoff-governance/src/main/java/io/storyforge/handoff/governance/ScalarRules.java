package io.storyforge.handoff.governance;

import java.util.ArrayList;
import java.util.List;

/** What is overridden where the last layer's value applies. */
final class ScalarRules {
    private ScalarRules() {}

    static List<Finding> findings(List<Layer> naming, String tag) {
        if (naming.size() < 2) {
            return List.of();
        }
        Layer deciding = naming.getLast();
        List<Finding> findings = new ArrayList<>();
        naming.subList(0, naming.size() - 1).stream()
                .filter(layer -> !same(layer, deciding, tag))
                .map(layer -> overridden(layer, deciding, tag))
                .forEach(findings::add);
        // Only the next weaker layer would take the deciding one's place.
        Layer next = naming.get(naming.size() - 2);
        if (same(next, deciding, tag) && next.outlasts(deciding)) {
            findings.add(repeated(next, deciding, tag));
        }
        return findings;
    }

    private static boolean same(Layer one, Layer other, String tag) {
        if (one.value(tag) instanceof Number && other.value(tag) instanceof Number) {
            return one.policy().number(tag).equals(other.policy().number(tag));
        }
        return one.value(tag).equals(other.value(tag));
    }

    private static Finding repeated(Layer layer, Layer deciding, String tag) {
        return new Finding(
                Finding.REDUNDANT,
                deciding.label(),
                "%s = %s 与%s相同，不改变结果".formatted(tag, Texts.value(deciding.value(tag)), layer.label()),
                "从该层删去 " + tag);
    }

    private static Finding overridden(Layer layer, Layer deciding, String tag) {
        return new Finding(
                Finding.SHADOWED,
                layer.label(),
                "%s = %s 被%s的 %s 覆盖"
                        .formatted(
                                tag, Texts.value(layer.value(tag)), deciding.label(), Texts.value(deciding.value(tag))),
                proposal(layer, deciding, tag));
    }

    private static String proposal(Layer layer, Layer deciding, String tag) {
        if (layer.scope().equals(deciding.scope())) {
            return "同一级别里后写的生效：从该层删去 " + tag;
        }
        if (deciding.temporary()) {
            return "覆盖到 %s 为止，之后恢复；不必处理，除非要提前结束".formatted(deciding.until());
        }
        return "确认是否仍要例外：要，就保持；不要，就从%s删去 %s".formatted(deciding.label(), tag);
    }
}
