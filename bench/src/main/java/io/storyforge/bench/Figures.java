package io.storyforge.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured, as the lines of a table. */
final class Figures {
    private static final List<String> HEAD =
            List.of("figure", "this run", "compared with", "ratio", "goal for the first whole job", "met");

    private final List<List<String>> lines = new ArrayList<>();
    private final Map<String, Double> values = new HashMap<>();

    /** A line; {@code value} may be asked for by its name later. */
    void add(String name, double value, String shown, Comparison comparison) {
        values.put(name, value);
        lines.add(List.of(name, shown, comparison.with(), comparison.ratio(), comparison.goal(), comparison.met()));
        System.err.println("  " + name + ": " + shown);
    }

    /** A line for what could not be measured. */
    void missing(String name, String why) {
        lines.add(List.of(name, "not measured: " + why, "", "", "", ""));
        System.err.println("  " + name + ": not measured: " + why);
    }

    /** The value of an earlier line of this run. */
    OptionalDouble value(String name) {
        return values.containsKey(name) ? OptionalDouble.of(values.get(name)) : OptionalDouble.empty();
    }

    /** What a figure is held against; a text is empty where there is nothing to say. */
    record Comparison(String with, String ratio, String goal, String met) {
        static final Comparison NONE = new Comparison("", "", "", "");

        /** The figure itself has a goal. */
        static Comparison goal(String goal, boolean met) {
            return new Comparison("", "", goal, met ? "yes" : "no");
        }

        Comparison withGoal(String goal, boolean met) {
            return new Comparison(with, ratio, goal, met ? "yes" : "no");
        }
    }

    /** The figure as a multiple of an earlier one of this run. */
    Comparison times(double value, String other) {
        OptionalDouble base = value(other);
        if (base.isEmpty()) {
            return new Comparison(other + " (not measured)", "", "", "");
        }
        return new Comparison(other, ratio(value / base.getAsDouble()), "", "");
    }

    /** As {@link #times}, with the least multiple that is wanted. */
    Comparison timesAtLeast(double value, String other, double least) {
        Comparison comparison = times(value, other);
        OptionalDouble base = value(other);
        String goal = "at least %s x".formatted(number(least));
        return base.isEmpty()
                ? new Comparison(comparison.with(), "", goal, "")
                : comparison.withGoal(goal, value >= least * base.getAsDouble());
    }

    void print(PrintStream out) {
        List<List<String>> all = new ArrayList<>();
        all.add(HEAD);
        all.addAll(lines);
        int[] widths = new int[HEAD.size()];
        for (List<String> line : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        out.println(line(HEAD, widths));
        out.println("|" + "---|".repeat(widths.length));
        lines.forEach(line -> out.println(line(line, widths)));
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            text.append("| ").append(cells.get(i));
            text.repeat(' ', widths[i] - cells.get(i).length() + 1);
        }
        return text.append('|').toString();
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f x", ratio);
    }

    static String number(double number) {
        return String.format(Locale.ROOT, number >= 100 || number == Math.rint(number) ? "%,.0f" : "%.2f", number);
    }

    static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    /** A result in words. */
    static String shown(Load.Result result) {
        String failed = result.failed() == 0 ? "" : ", %d FAILED".formatted(result.failed());
        return "%s/s, p50 %s, p99 %s, server CPU %d us%s"
                .formatted(
                        number(result.perSecond()),
                        millis(result.median()),
                        millis(result.slowest()),
                        result.cpu().toNanos() / 1_000,
                        failed);
    }
}
