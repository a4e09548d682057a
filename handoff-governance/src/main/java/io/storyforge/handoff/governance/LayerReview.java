package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what is wrong with the rules behind one policy key.
 *
 * <p>Layers come weakest first. Keys that start with {@code denied_} are deny lists, of which the union applies; with
 * {@code allowed_} allow lists, of which the intersection applies; of any other key the last layer's value applies. A
 * weaker layer is also broader: it applies to more projects and people, so that a broader rule is never called
 * superfluous because a narrower one says the same.
 */
final class LayerReview {
    private final List<Layer> layers;

    private LayerReview(List<Layer> layers) {
        this.layers = layers;
    }

    static LayerReview of(List<Content> layers, Instant now) {
        return new LayerReview(
                layers.stream().map(layer -> Layer.of(layer, now)).toList());
    }

    /** The policy keys that any layer names, expired ones too, in order. */
    Set<String> tags() {
        Set<String> tags = new TreeSet<>();
        layers.forEach(layer -> tags.addAll(layer.policy().asMap().keySet()));
        return tags;
    }

    /** The layers that name the key, weakest first, expired ones too. */
    List<Layer> naming(String tag) {
        return layers.stream().filter(layer -> layer.names(tag)).toList();
    }

    /** All findings behind the key: contradictions first, then expired, superfluous and overridden rules. */
    List<Finding> findings(String tag) {
        List<Layer> active = layers.stream().filter(layer -> !layer.expired()).toList();
        List<Layer> naming = active.stream().filter(layer -> layer.names(tag)).toList();
        List<Finding> findings = new ArrayList<>(Contradictions.of(active, tag));
        naming(tag).stream()
                .filter(Layer::expired)
                .map(layer -> expired(layer, tag))
                .forEach(findings::add);
        List<Layer> lists = naming.stream().filter(layer -> layer.lists(tag)).toList();
        if (ListRules.deny(tag)) {
            findings.addAll(ListRules.unreadable(naming, tag));
            findings.addAll(ListRules.repeatedDenials(lists, tag));
        } else if (ListRules.allow(tag)) {
            findings.addAll(ListRules.unreadable(naming, tag));
            findings.addAll(ListRules.uselessAllowances(lists, tag));
        } else {
            findings.addAll(ScalarRules.findings(naming, tag));
        }
        return List.copyOf(findings);
    }

    private static Finding expired(Layer layer, String tag) {
        String when = layer.temporary() ? "已于 %s 到期".formatted(layer.until()) : "已到期";
        return new Finding(
                Finding.EXPIRED,
                layer.label(),
                "%s，%s = %s 不再起作用".formatted(when, tag, Texts.value(layer.value(tag))),
                "从该层删去 %s；如果仍然需要，请写入长期有效的层，或延长有效期".formatted(tag));
    }
}
