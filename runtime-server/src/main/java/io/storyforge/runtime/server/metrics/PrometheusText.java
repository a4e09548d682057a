package io.storyforge.runtime.server.metrics;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/** Writes figures in the text format of Prometheus, version 0.0.4. Not safe for use by several threads. */
final class PrometheusText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

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

    /** Everything so far. */
    String text() {
        StringBuilder all = new StringBuilder();
        families.values().forEach(all::append);
        return all.toString();
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
