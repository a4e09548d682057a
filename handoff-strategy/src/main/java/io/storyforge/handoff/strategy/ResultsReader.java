package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Platforms;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * Streams {@code accounts} and {@code contents} once each and sums up the {@link #DAYS} days that end with the platform's
 * latest piece. Pieces up to the day of the last adjustment do not count: they were what it was based on, and pressing
 * again must not apply the same evidence twice.
 *
 * <p>A piece's platform is its own field or that of its account; without accounts every piece counts. Pieces seen less
 * than 100 times have no rate, where chance decides.
 */
final class ResultsReader {
    static final int DAYS = 28;
    static final double MIN_VIEWS = 100;
    // No count of people or clicks is larger; sums and ratios of larger numbers would not stay finite.
    private static final double MAX_COUNT = 1e15;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int DAYS_KEPT = 3 * DAYS;
    private static final List<String> INTERACTIONS = List.of("likes", "comments", "shares");

    private final String platform;
    private final LocalDate today;
    private final BooleanSupplier goOn;
    private final Map<String, String> platformByAccount = new HashMap<>();
    private final List<Piece> pieces = new ArrayList<>();
    private int leftOut;

    /** A reader that asks {@code goOn} before each row whether there is time for it. */
    ResultsReader(String platform, InstantSource clock, BooleanSupplier goOn) {
        this.platform = platform;
        this.today = day(clock.instant());
        this.goOn = goOn;
    }

    private record Piece(String topic, LocalDate day, double rate) {}

    /** The day where the platforms close their books. */
    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZONE);
    }

    /** The results for the strategy's topics; empty when there was no time to read all rows. */
    Optional<Results> read(Documents documents, Strategy strategy) {
        if (!eachOf(documents.stream("accounts").iterator(), this::account)
                || !eachOf(documents.stream("contents").iterator(), this::content)) {
            return Optional.empty();
        }
        return Optional.of(summed(strategy));
    }

    private boolean eachOf(Iterator<Document> rows, java.util.function.Consumer<Document> taker) {
        while (rows.hasNext()) {
            if (!goOn.getAsBoolean()) {
                return false;
            }
            taker.accept(rows.next());
        }
        return true;
    }

    private void account(Document document) {
        Content content = document.content();
        platformByAccount.putIfAbsent(
                content.text("id").orElse(document.key()),
                content.text("platform").map(Platforms::key).orElse(platform));
    }

    private void content(Document document) {
        Content content = document.content();
        if (!onPlatform(content)) {
            return;
        }
        Optional<LocalDate> day = content.date("published_at");
        OptionalDouble views = count(content, "views");
        double interactions = interactions(content);
        if (day.isEmpty() || day.get().isAfter(today) || views.isEmpty() || Double.isNaN(interactions)) {
            leftOut++;
        } else if (day.get().isAfter(today.minusDays(DAYS_KEPT)) && views.getAsDouble() >= MIN_VIEWS) {
            pieces.add(new Piece(content.text("topic").orElse(""), day.get(), interactions / views.getAsDouble()));
        }
    }

    private boolean onPlatform(Content content) {
        Optional<String> own = content.text("platform").map(Platforms::key);
        if (own.isPresent() || platformByAccount.isEmpty()) {
            return own.orElse(platform).equals(platform);
        }
        String account = platformByAccount.get(content.text("account_id").orElse(""));
        if (account == null) {
            leftOut++;
        }
        return platform.equals(account);
    }

    private Results summed(Strategy strategy) {
        LocalDate end =
                pieces.stream().map(Piece::day).max(LocalDate::compareTo).orElse(today);
        List<Piece> counted = pieces.stream()
                .filter(piece ->
                        piece.day().isAfter(end.minusDays(DAYS)) && piece.day().isAfter(strategy.adjustedOn()))
                .toList();
        Map<String, List<Double>> rates = new HashMap<>();
        strategy.weights().percents().keySet().forEach(topic -> rates.put(topic, new ArrayList<>()));
        int elsewhere = 0;
        for (Piece piece : counted) {
            List<Double> own = rates.get(piece.topic());
            if (own == null) {
                elsewhere++;
            } else {
                own.add(piece.rate());
            }
        }
        Map<String, TopicResult> byTopic = new HashMap<>();
        rates.forEach((topic, own) -> byTopic.put(topic, new TopicResult(own.size(), Median.of(own))));
        double overall = Median.of(counted.stream().map(Piece::rate).toList());
        return new Results(counted.size(), overall, byTopic, elsewhere, leftOut);
    }

    private static OptionalDouble count(Content content, String field) {
        OptionalDouble number = content.number(field);
        boolean plausible = number.isPresent() && number.getAsDouble() >= 0 && number.getAsDouble() <= MAX_COUNT;
        return plausible ? number : OptionalDouble.empty();
    }

    /** The sum of what is given; NaN when something is given that is no count. */
    private static double interactions(Content content) {
        double sum = 0;
        for (String field : INTERACTIONS) {
            OptionalDouble number = count(content, field);
            if (number.isPresent()) {
                sum += number.getAsDouble();
            } else if (content.text(field).isPresent()) {
                return Double.NaN;
            }
        }
        return sum;
    }
}
