package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Platforms;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds strategy documents by platform, whatever key they were imported under. */
final class StrategyDocuments {
    // One per platform is usual; more than this is not a strategy collection.
    private static final int LOOKED_AT = 200;

    private final Documents documents;

    StrategyDocuments(Documents documents) {
        this.documents = documents;
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

    /** Why there is none for a platform, in words for people. */
    String whyNone(String platform) {
        List<String> platforms = platforms();
        if (platforms.isEmpty()) {
            return DataHints.NO_STRATEGY;
        }
        return "项目里没有%s的选题策略。有策略的平台：%s。请切换平台，或在项目页导入 strategy。"
                .formatted(
                        Platforms.label(platform),
                        platforms.stream().limit(5).map(Platforms::label).collect(Collectors.joining("、")));
    }

    private static String platformOf(Document document) {
        return Platforms.key(document.content().text("platform").orElse(document.key()));
    }
}
