package io.storyforge.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param quick smaller and shorter, for a look
 * @param parts what is measured, by name
 * @param time how long each figure is measured
 */
record Options(boolean quick, List<String> parts, Duration time) {
    static final List<String> PARTS =
            List.of("echo", "raw", "pool", "create", "pairs", "list", "streams", "start", "plugins");

    private static final Duration QUICK = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(8);

    Options {
        parts = List.copyOf(parts);
        for (String part : parts) {
            if (!PARTS.contains(part)) {
                throw new BenchException("unknown part '%s', known: %s".formatted(part, String.join(", ", PARTS)));
            }
        }
    }

    static Options parse(String... arguments) {
        boolean quick = Arrays.asList(arguments).contains("--quick");
        List<String> parts = PARTS;
        Duration time = quick ? QUICK : LONG;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> {}
                case "--only" -> parts = List.of(value(arguments, ++i).split(",", -1));
                case "--seconds" -> time = seconds(value(arguments, ++i));
                default ->
                    throw new BenchException("bench does not know '%s', known: --quick, --only PARTS, --seconds N"
                            .formatted(arguments[i]));
            }
        }
        return new Options(quick, parts, time);
    }

    /** How long the programs run at least before a figure is measured, so that their code is compiled. */
    Duration warmUp() {
        return quick ? Duration.ofSeconds(3) : Duration.ofSeconds(10);
    }

    /** How many runs the large list is read from. */
    int manyRuns() {
        return quick ? 100_000 : 1_000_000;
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new BenchException("option %s needs a value".formatted(arguments[index - 1]));
        }
        return arguments[index];
    }

    private static Duration seconds(String text) {
        try {
            int seconds = Integer.parseInt(text);
            if (seconds >= 1 && seconds <= 600) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException ignored) { // told below, like any other wrong value
        }
        throw new BenchException("--seconds must be a whole number from 1 to 600, not '%s'".formatted(text));
    }
}
