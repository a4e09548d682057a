package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Wording;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One layer of the policy, as the analysis sees it.
 *
 * @param until when it stops to apply; {@link Instant#MAX} when it does not
 */
record Layer(String scope, String key, Content policy, Instant until, boolean expired) {
    private static final Map<String, Wording> SCOPES = Map.of(
            "system", Wording.of("系统层", "system layer"),
            "platform", Wording.of("平台层", "platform layer"),
            "project", Wording.of("项目层", "project layer"),
            "user", Wording.of("用户层", "user layer"),
            "admin_override", Wording.of("管理员覆盖", "admin override"));
    private static final Wording OTHER = Wording.of("层", "layer");

    static Layer of(Content layer, Instant now) {
        Instant until = layer.text("valid_until").flatMap(Layer::instant).orElse(Instant.MAX);
        return new Layer(
                layer.text("scope").orElse("?"),
                layer.text("key").or(() -> layer.text("id")).orElse(""),
                layer.object("policy"),
                until,
                layer.flag("expired") || !until.isAfter(now));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException ignored) { // the host checks times; an unreadable one limits nothing
            return Optional.empty();
        }
    }

    /** Where the layer is, for people and for the path of the administrators' endpoint. */
    String label(Language language) {
        String place = key.isEmpty() ? scope : scope + "/" + Texts.shorten(key, 60);
        return language.say("%s（%s）", "%s (%s)")
                .formatted(SCOPES.getOrDefault(scope, OTHER).in(language), place);
    }

    boolean temporary() {
        return !until.equals(Instant.MAX);
    }

    /** True when this layer applies at least as long as the other. */
    boolean outlasts(Layer other) {
        return !until.isBefore(other.until);
    }

    boolean names(String policyKey) {
        return policy.has(policyKey);
    }

    Object value(String policyKey) {
        return policy.asMap().getOrDefault(policyKey, "");
    }

    /** True when the rule is a list; the host takes nothing else for a deny or allow list. */
    boolean lists(String policyKey) {
        return value(policyKey) instanceof List<?>;
    }

    /** The texts of a list rule. */
    Set<String> entries(String policyKey) {
        return new LinkedHashSet<>(policy.texts(policyKey));
    }
}
