package io.storyforge.runtime.server.metrics;

import io.storyforge.runtime.metric.Histogram;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/** Writes figures in the text format of Prometheus, version 0.0.4. Not safe for use by several threads. */
final class PrometheusText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final int NANO_DIGITS = 9;

    private final SequencedMap<String, StringBuilder> families = new LinkedHashMap<>();

    /** What may go up and down. */
    PrometheusText gauge(String name, String help, long value, String... labels) {
        return sample(name, "gauge", help, Long.toString(value), labels);
    }

    /** What may go up and down and is no whole number, such as seconds. */
    PrometheusText gauge(String name, String help, double value, String... labels) {
        return sample(name, "gauge", help, number(value), labels);
    }

    /** What only grows; by the format's custom the name ends with {@code _total}. */
    PrometheusText counter(String name, String help, long value, String... labels) {
        return sample(name, "counter", help, Long.toString(value), labels);
    }

    /** What only grows and is no whole number, such as seconds. */
    PrometheusText counter(String name, String help, double value, String... labels) {
        return sample(name, "counter", help, number(value), labels);
    }

    /** A sum and how many it is the sum of. */
    PrometheusText summary(String name, String help, double sum, long count, String... labels) {
        StringBuilder family = family(name, "summary", help);
        line(family, name + "_sum", number(sum), labels);
        line(family, name + "_count", Long.toString(count), labels);
        return this;
    }

    /** How many took how long: nanoseconds, told in seconds. */
    PrometheusText times(String name, String help, Histogram.Counted nanos, String... labels) {
        return histogram(family(name, "histogram", help), name, nanos, NANO_DIGITS, labels);
    }

    /** How many were how large. */
    PrometheusText sizes(String name, String help, Histogram.Counted counted, String... labels) {
        return histogram(family(name, "histogram", help), name, counted, 0, labels);
    }

    /** Everything so far. */
    String text() {
        StringBuilder all = new StringBuilder();
        families.values().forEach(all::append);
        return all.toString();
    }

    // In this format a bucket holds all that is smaller too, and the last one everything.
    private PrometheusText histogram(
            StringBuilder family, String name, Histogram.Counted counted, int digits, String... labels) {
        String[] bounded = Arrays.copyOf(labels, labels.length + 2);
        bounded[labels.length] = "le";
        long smaller = 0;
        for (int bucket = 0; bucket < counted.buckets().size(); bucket++) {
            smaller += counted.buckets().get(bucket);
            bounded[labels.length + 1] = bucket < counted.bounds().size()
                    ? BigDecimal.valueOf(counted.bounds().get(bucket), digits)
                            .stripTrailingZeros()
                            .toPlainString()
                    : "+Inf";
            line(family, name + "_bucket", Long.toString(smaller), bounded);
        }
        line(family, name + "_sum", BigDecimal.valueOf(counted.sum(), digits).toPlainString(), labels);
        line(family, name + "_count", Long.toString(smaller), labels);
        return this;
    }

    private PrometheusText sample(String name, String type, String help, String value, String... labels) {
        line(family(name, type, help), name, value, labels);
        return this;
    }

    private StringBuilder family(String name, String type, String help) {
        return families.computeIfAbsent(
                name,
                known -> new StringBuilder("# HELP ")
                        .append(name)
                        .append(' ')
                        .append(help)
                        .append("\n# TYPE ")
                        .append(name)
                        .append(' ')
                        .append(type)
                        .append('\n'));
    }

    private static void line(StringBuilder family, String name, String value, String... labels) {
        family.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            family.append(i == 0 ? '{' : ',')
                    .append(labels[i])
                    .append("=\"")
                    .append(escaped(labels[i + 1]))
                    .append('"');
        }
        family.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.9f", value);
    }
}
