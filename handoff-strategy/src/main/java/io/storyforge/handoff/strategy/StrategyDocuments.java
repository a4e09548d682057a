package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Platforms;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds strategy documents by platform, whatever key they were imported under. */
final class StrategyDocuments {
    // One per platform is usual; more than this is not a strategy collection.
    private static final int LOOKED_AT = 200;
    private static final int NAMED = 5;

    private final Documents documents;
    private final Language language;

    StrategyDocuments(Documents documents, Language language) {
        this.documents = documents;
        this.language = language;
    }

    Optional<Document> find(String platform) {
        return documents
                .find(Strategy.COLLECTION, platform)
                .filter(document -> platformOf(document).equals(platform))
                .or(() -> documents.stream(Strategy.COLLECTION)
                        .limit(LOOKED_AT)
                        .filter(document -> platformOf(document).equals(platform))
                        .findFirst());
    }

    /** The platforms that have a strategy, in key order. */
    List<String> platforms() {
        return documents.stream(Strategy.COLLECTION)
                .limit(LOOKED_AT)
                .map(StrategyDocuments::platformOf)
                .distinct()
                .toList();
    }

    /** The first few of these platforms, as people name them. */
    String labels() {
        return platforms().stream()
                .limit(NAMED)
                .map(platform -> Platforms.label(platform, language))
                .collect(Collectors.joining(language.say("、", ", ")));
    }

    /** Why there is none for a platform, in words for people. */
    String whyNone(String platform) {
        if (platforms().isEmpty()) {
            return DataHints.NO_STRATEGY.in(language);
        }
        return language.say(
                        "项目里没有%s的选题策略。有策略的平台：%s。请切换平台，或在项目页导入 strategy。",
                        "The project has no topic strategy for %s. Platforms with a strategy: %s. Switch to another "
                                + "platform, or import strategy on the project page.")
                .formatted(Platforms.label(platform, language), labels());
    }

    private static String platformOf(Document document) {
        return Platforms.key(document.content().text("platform").orElse(document.key()));
    }
}
