package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolCall;
import java.util.Optional;

/** What every step of a review needs: the key it is about and the layers frozen on the run. */
record ReviewCall(String tag, LayerReview review) {

    /** The review a step is called for; empty when its arguments name no key, or one that no layer has. */
    static Optional<ReviewCall> of(ToolCall call) {
        LayerReview review = review(call);
        return call.arguments()
                .text("tag")
                .filter(tag -> review.tags().contains(tag))
                .map(tag -> new ReviewCall(tag, review));
    }

    /** Why there is no review, in words for people. */
    static String whyNone(Optional<String> tag, LayerReview review, Language language) {
        if (review.tags().isEmpty()) {
            return language.say(
                    "现在没有任何治理规则，没有可以检查的标签。管理员可用 PUT /v2/governance/layers/{scope}/{key} 写入规则。",
                    "There are no governance rules yet, so there is no tag to check. Administrators can write rules "
                            + "with PUT /v2/governance/layers/{scope}/{key}.");
        }
        String known = Texts.shorten(String.join(Texts.comma(language), review.tags()), 300);
        return tag.map(asked -> language.say("没有哪一层写了“%s”。现有的标签：%s。", "No layer names \"%s\". Known tags: %s.")
                        .formatted(Texts.shorten(asked, 60), known))
                .orElseGet(() -> language.say(
                                "请先选择要检查的标签（字段 tag）。现有的标签：%s。",
                                "First choose the tag to check (field tag). Known tags: %s.")
                        .formatted(known));
    }

    static String whyNone(ToolCall call) {
        return whyNone(call.arguments().text("tag"), review(call), call.language());
    }

    private static LayerReview review(ToolCall call) {
        return LayerReview.of(call.governance().layers(), call.clock().instant(), call.language());
    }
}
