package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
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
    private final Language language;

    private LayerReview(List<Layer> layers, Language language) {
        this.layers = layers;
        this.language = language;
    }

    /** A review of the layers, weakest first, that says what it finds in the language. */
    static LayerReview of(List<Content> layers, Instant now, Language language) {
        return new LayerReview(
                layers.stream().map(layer -> Layer.of(layer, now)).toList(), language);
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
        List<Finding> findings = new ArrayList<>(new Contradictions(active, tag, language).findings());
        naming(tag).stream()
                .filter(Layer::expired)
                .map(layer -> expired(layer, tag))
                .forEach(findings::add);
        List<Layer> lists = naming.stream().filter(layer -> layer.lists(tag)).toList();
        ListRules rules = new ListRules(tag, language);
        if (ListRules.deny(tag)) {
            findings.addAll(rules.unreadable(naming));
            findings.addAll(rules.repeatedDenials(lists));
        } else if (ListRules.allow(tag)) {
            findings.addAll(rules.unreadable(naming));
            findings.addAll(rules.uselessAllowances(lists));
        } else {
            findings.addAll(new ScalarRules(tag, language).findings(naming));
        }
        return List.copyOf(findings);
    }

    private Finding expired(Layer layer, String tag) {
        String when = layer.temporary()
                ? language.say("已于 %s 到期", "Expired at %s").formatted(layer.until())
                : language.say("已到期", "Expired");
        return new Finding(
                Finding.Kind.EXPIRED,
                layer.label(language),
                language.say("%s，%s = %s 不再起作用", "%s: %s = %s no longer has any effect")
                        .formatted(when, tag, Texts.value(layer.value(tag), language)),
                language.say(
                                "从该层删去 %s；如果仍然需要，请写入长期有效的层，或延长有效期",
                                "Remove %s from this layer; if it is still needed, write it into a layer that does "
                                        + "not end, or let this one end later")
                        .formatted(tag));
    }
}
