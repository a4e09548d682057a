package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Language;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A minimum and a maximum that belong together by their names. */
record Bounds(String lowest, String highest) {

    static Optional<Bounds> around(String tag) {
        if (tag.startsWith("min_") || tag.startsWith("max_")) {
            return Optional.of(new Bounds("min_" + tag.substring(4), "max_" + tag.substring(4)));
        }
        if (tag.endsWith("_min") || tag.endsWith("_max")) {
            String name = tag.substring(0, tag.length() - 4);
            return Optional.of(new Bounds(name + "_min", name + "_max"));
        }
        return Optional.empty();
    }

    Optional<Finding> contradiction(List<Layer> active, Language language) {
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
        // The narrower of the two is the one that was changed without looking at the other.
        boolean changeMinimum = active.indexOf(below.getLast()) > active.indexOf(above.getLast());
        return Optional.of(crossed(below.getLast(), above.getLast(), changeMinimum, language));
    }

    private Finding crossed(Layer below, Layer above, boolean changeMinimum, Language language) {
        String minimum = Texts.value(below.value(lowest), language);
        String maximum = Texts.value(above.value(highest), language);
        Layer narrower = changeMinimum ? below : above;
        String change = changeMinimum
                ? language.say("把 %s 改到不大于 %s", "Set %s to at most %s").formatted(lowest, maximum)
                : language.say("把 %s 改到不小于 %s", "Set %s to at least %s").formatted(highest, minimum);
        return new Finding(
                Finding.Kind.CONTRADICTORY,
                narrower.label(language),
                language.say(
                                "%s = %s（%s）大于 %s = %s（%s），没有值能同时满足",
                                "%s = %s in the %s is above %s = %s in the %s; no value satisfies both")
                        .formatted(lowest, minimum, below.label(language), highest, maximum, above.label(language)),
                change);
    }

    private static List<Layer> naming(List<Layer> active, String tag) {
        return active.stream().filter(layer -> layer.names(tag)).toList();
    }
}
