package io.storyforge.runtime.server.settings;

import io.storyforge.runtime.server.settings.SettingValue.Origin;
import io.storyforge.runtime.server.stream.StreamLimits;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's own settings with their values. The environment wins over the file.
 *
 * @param keepSteps how long the steps of ended runs are kept; empty for ever
 * @param streams how many streams there may be
 */
public record OwnSettings(
        String metricsAccess,
        Optional<Duration> keepSteps,
        int leastFreeMegabytes,
        Traces traces,
        StreamLimits streams,
        List<SettingValue> values) {

    /** What holds when nobody says anything. */
    public static final OwnSettings USUAL = of(Map.of(), Map.of(), new ArrayList<>());

    /**
     * What is done with traces.
     *
     * @param collector where they are sent; empty when nowhere
     * @param acceptParent whether a request goes on with the trace that its caller names
     */
    public record Traces(Optional<URI> collector, boolean acceptParent) {}

    public OwnSettings {
        values = List.copyOf(values);
    }

    /**
     * Reads the values.
     *
     * @param file by key
     * @param problems takes what cannot be understood, in words
     */
    public static OwnSettings of(Map<String, String> file, Map<String, String> environment, List<String> problems) {
        List<SettingValue> values = new ArrayList<>();
        for (Setting setting : Settings.ofServer()) {
            values.add(value(setting, file, environment));
        }
        String access = text(values, Settings.METRICS_ACCESS);
        if (!List.of("loopback", "admin", "nobody").contains(access)) {
            problems.add(wrong(Settings.METRICS_ACCESS, access));
        }
        return new OwnSettings(
                access,
                keepSteps(text(values, Settings.KEEP_STEPS), problems),
                megabytes(text(values, Settings.LEAST_FREE), problems),
                new Traces(
                        collector(text(values, Settings.TRACING), problems),
                        flag(Settings.ACCEPT_PARENT, values, problems)),
                StreamLimits.DEFAULT.with(
                        count(Settings.STREAMS_OF_USER, values, problems), count(Settings.STREAMS, values, problems)),
                values);
    }

    /** The same with other limits of streams. */
    public OwnSettings with(StreamLimits limits) {
        return new OwnSettings(metricsAccess, keepSteps, leastFreeMegabytes, traces, limits, values);
    }

    private static boolean flag(Setting setting, List<SettingValue> values, List<String> problems) {
        String text = text(values, setting);
        if (!List.of("true", "false").contains(text)) {
            problems.add(wrong(setting, text));
        }
        return text.equals("true");
    }

    private static int count(Setting setting, List<SettingValue> values, List<String> problems) {
        String text = text(values, setting);
        if (!text.matches("[1-9][0-9]{0,5}")) {
            problems.add(wrong(setting, text));
            return Integer.parseInt(setting.usual());
        }
        return Integer.parseInt(text);
    }

    private static SettingValue value(Setting setting, Map<String, String> file, Map<String, String> environment) {
        Optional<String> variable = Optional.ofNullable(environment.get(setting.variable()));
        if (variable.isPresent()) {
            return new SettingValue(setting, variable.get().strip(), Origin.ENVIRONMENT);
        }
        return Optional.ofNullable(file.get(setting.key()))
                .map(text -> new SettingValue(setting, text.strip(), Origin.FILE))
                .orElseGet(() -> new SettingValue(setting, setting.usual(), Origin.DEFAULT));
    }

    private static String text(List<SettingValue> values, Setting setting) {
        return values.stream()
                .filter(value -> value.setting().equals(setting))
                .map(SettingValue::text)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Duration> keepSteps(String text, List<String> problems) {
        if (text.equals(Settings.KEEP_STEPS.usual())) {
            return Optional.empty();
        }
        if (!text.matches("[1-9][0-9]{0,4}d")) {
            problems.add(wrong(Settings.KEEP_STEPS, text));
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(Integer.parseInt(text.substring(0, text.length() - 1))));
    }

    private static int megabytes(String text, List<String> problems) {
        if (text.matches("[0-9]{1,7}")) {
            int number = Integer.parseInt(text);
            if (number >= 16 && number <= 1_000_000) {
                return number;
            }
        }
        problems.add(wrong(Settings.LEAST_FREE, text));
        return Integer.parseInt(Settings.LEAST_FREE.usual());
    }

    private static Optional<URI> collector(String text, List<String> problems) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<URI> address = address(text)
                .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                .filter(uri -> uri.getHost() != null && uri.getUserInfo() == null);
        if (address.isEmpty()) {
            problems.add(wrong(Settings.TRACING, text));
        }
        return address;
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException ignored) { // told as any other text that is no such address
            return Optional.empty();
        }
    }

    private static String wrong(Setting setting, String text) {
        return "%s must be %s, not '%s'".formatted(setting.key(), setting.form(), text);
    }
}
