package io.storyforge.runtime.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the text format of Prometheus as strictly as promtool does, and fails on what it would refuse. */
public final class Exposition {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (-?[0-9]+(?:\\.[0-9]+)?)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\"(?:,|$)");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<Series, Double> samples = new LinkedHashMap<>();

    /** A name with its labels. */
    public record Series(String name, Map<String, String> labels) {
        private Series without(String label, String otherName) {
            Map<String, String> rest = new LinkedHashMap<>(labels);
            rest.remove(label);
            return new Series(otherName, rest);
        }
    }

    /** One bucket: up to which value, and how many so far. */
    private record Bucket(double upTo, double count) {}

    private Exposition() {}

    /** Reads a scrape. */
    public static Exposition of(String text) {
        Exposition read = new Exposition();
        assertThat(text).endsWith("\n");
        String family = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ", -1);
                family = words[2];
                assertThat(read.types.put(family, words[3])).as(line).isNull();
            } else if (line.startsWith("# HELP ")) {
                assertThat(line.split(" ", -1)).as(line).hasSizeGreaterThan(3);
            } else {
                read.sample(line, family);
            }
        }
        read.histograms().forEach(read::checkHistogram);
        return read;
    }

    /** The value of a series, labels in the order in which they are written. */
    public double value(String name, String... labels) {
        Series series = new Series(name, pairs(labels));
        assertThat(samples).containsKey(series);
        return samples.getOrDefault(series, Double.NaN);
    }

    /** The sum of the series of that name, whatever their labels. */
    public double total(String name) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().name().equals(name))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** The names of all histograms. */
    public List<String> histograms() {
        return types.entrySet().stream()
                .filter(type -> type.getValue().equals("histogram"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many buckets the fullest histogram has for one set of labels. */
    public int mostBuckets() {
        return histograms().stream()
                .flatMap(name -> buckets(name).values().stream())
                .mapToInt(List::size)
                .max()
                .orElse(0);
    }

    private void sample(String line, String family) {
        Matcher read = SAMPLE.matcher(line);
        assertThat(read.matches()).as(line).isTrue();
        String type = types.getOrDefault(family, "");
        assertThat(names(family, type)).as("%s stands with its family", line).contains(read.group(1));
        if (type.equals("counter")) {
            assertThat(family).as("name of a counter").endsWith("_total");
        }
        Map<String, String> labels = labels(read.group(2) == null ? "" : read.group(2));
        Double before = samples.put(new Series(read.group(1), labels), Double.valueOf(read.group(3)));
        assertThat(before).as("%s is there once", line).isNull();
    }

    private static List<String> names(String family, String type) {
        return switch (type) {
            case "gauge", "counter" -> List.of(family);
            case "summary" -> List.of(family + "_sum", family + "_count");
            case "histogram" -> List.of(family + "_bucket", family + "_sum", family + "_count");
            default -> throw new AssertionError("%s has no type that is known: '%s'".formatted(family, type));
        };
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher read = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            assertThat(read.find(at) && read.start() == at).as(text).isTrue();
            assertThat(labels.put(read.group(1), read.group(2))).as(text).isNull();
            at = read.end();
        }
        return labels;
    }

    private static Map<String, String> pairs(String... labels) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            pairs.put(labels[i], labels[i + 1]);
        }
        return pairs;
    }

    private void checkHistogram(String name) {
        Map<Series, List<Bucket>> all = buckets(name);
        assertThat(all).as(name).isNotEmpty();
        all.forEach((series, buckets) -> {
            assertThat(buckets)
                    .as("%s: bounds ascend", series)
                    .isSortedAccordingTo(Comparator.comparingDouble(Bucket::upTo));
            assertThat(buckets)
                    .as("%s: buckets hold the smaller ones too", series)
                    .isSortedAccordingTo(Comparator.comparingDouble(Bucket::count));
            assertThat(buckets.stream().map(Bucket::upTo)).as("%s", series).doesNotHaveDuplicates();
            assertThat(buckets.getLast())
                    .as("%s: the last bucket holds all", series)
                    .isEqualTo(new Bucket(Double.POSITIVE_INFINITY, samples.getOrDefault(series, Double.NaN)));
            assertThat(samples).as("%s", series).containsKey(new Series(name + "_sum", series.labels()));
        });
    }

    /** The buckets of each set of labels, under the series of their count. */
    private Map<Series, List<Bucket>> buckets(String name) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().name().equals(name + "_bucket"))
                .collect(Collectors.groupingBy(
                        sample -> sample.getKey().without("le", name + "_count"),
                        LinkedHashMap::new,
                        Collectors.mapping(Exposition::bucket, Collectors.toCollection(ArrayList::new))));
    }

    private static Bucket bucket(Map.Entry<Series, Double> sample) {
        String bound = sample.getKey().labels().getOrDefault("le", "none");
        return new Bucket(
                bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound), sample.getValue());
    }
}
