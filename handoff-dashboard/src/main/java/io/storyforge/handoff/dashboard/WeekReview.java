package io.storyforge.handoff.dashboard;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares the pieces of the 7 days up to {@code end} with those of the 28 days before.
 *
 * <p>A piece is scored by its engagement rate against the {@link Baseline} of the earlier pieces of the same account
 * when there are at least 5, else of all accounts. The rate, not the views: young pieces are still being seen.
 */
final class WeekReview {
    static final int WEEK = 7;
    static final int BEFORE = 28;
    static final int DAYS = WEEK + BEFORE;
    private static final int MIN_PIECES = 5;
    private static final double RATE_FLOOR = 0.001;

    private final LocalDate end;
    private final List<ContentPiece> week;
    private final List<ContentPiece> before;

    private WeekReview(LocalDate end, List<ContentPiece> week, List<ContentPiece> before) {
        this.end = end;
        this.week = week;
        this.before = before;
    }

    static WeekReview of(List<ContentPiece> pieces, LocalDate end) {
        LocalDate weekStart = end.minusDays(WEEK - 1L);
        LocalDate start = end.minusDays(DAYS - 1L);
        return new WeekReview(
                end,
                pieces.stream()
                        .filter(piece ->
                                !piece.day().isBefore(weekStart) && !piece.day().isAfter(end))
                        .toList(),
                pieces.stream()
                        .filter(piece ->
                                !piece.day().isBefore(start) && piece.day().isBefore(weekStart))
                        .toList());
    }

    /** A piece of the week with its distance from what is usual. */
    record Scored(ContentPiece piece, Baseline baseline) {
        double score() {
            return baseline.score(piece.rate());
        }
    }

    /** A topic in both periods; a median is NaN when no piece of the period has a rate. */
    record Topic(String name, int pieces, int piecesBefore, double rate, double rateBefore) {}

    LocalDate end() {
        return end;
    }

    List<ContentPiece> week() {
        return week;
    }

    List<ContentPiece> before() {
        return before;
    }

    /** The pieces of the week that can be scored, best first. */
    List<Scored> ranked() {
        Map<String, Baseline> usual = new HashMap<>();
        byAccount(before)
                .forEach((account, pieces) -> baseline(pieces).ifPresent(baseline -> usual.put(account, baseline)));
        Optional<Baseline> everybody = baseline(before);
        return week.stream()
                .filter(ContentPiece::rated)
                .flatMap(piece -> Optional.ofNullable(usual.get(piece.account()))
                        .or(() -> everybody)
                        .map(baseline -> new Scored(piece, baseline))
                        .stream())
                .sorted(Comparator.comparingDouble(Scored::score)
                        .reversed()
                        .thenComparing(scored -> scored.piece().title()))
                .toList();
    }

    /** The topics of either period, those with the best week first, those without a rate last. */
    List<Topic> topics() {
        Map<String, List<ContentPiece>> now = byTopic(week);
        Map<String, List<ContentPiece>> earlier = byTopic(before);
        TreeSet<String> names = new TreeSet<>(now.keySet());
        names.addAll(earlier.keySet());
        return names.stream()
                .map(name -> topic(name, now.getOrDefault(name, List.of()), earlier.getOrDefault(name, List.of())))
                .sorted(Comparator.comparingDouble(
                        topic -> Double.isNaN(topic.rate()) ? Double.POSITIVE_INFINITY : -topic.rate()))
                .toList();
    }

    /** The median rate of the pieces; NaN when none has one. */
    static double medianRate(List<ContentPiece> pieces) {
        double[] rates = rates(pieces);
        return rates.length == 0 ? Double.NaN : Robust.median(rates);
    }

    private static Topic topic(String name, List<ContentPiece> now, List<ContentPiece> earlier) {
        return new Topic(name, now.size(), earlier.size(), medianRate(now), medianRate(earlier));
    }

    private static Optional<Baseline> baseline(List<ContentPiece> pieces) {
        double[] usual = rates(pieces);
        return usual.length < MIN_PIECES ? Optional.empty() : Optional.of(Baseline.of(usual, RATE_FLOOR));
    }

    private static Map<String, List<ContentPiece>> byAccount(List<ContentPiece> pieces) {
        return pieces.stream().collect(Collectors.groupingBy(ContentPiece::account));
    }

    private static Map<String, List<ContentPiece>> byTopic(List<ContentPiece> pieces) {
        return pieces.stream().collect(Collectors.groupingBy(ContentPiece::topic));
    }

    private static double[] rates(List<ContentPiece> pieces) {
        return pieces.stream()
                .filter(ContentPiece::rated)
                .mapToDouble(ContentPiece::rate)
                .toArray();
    }
}
