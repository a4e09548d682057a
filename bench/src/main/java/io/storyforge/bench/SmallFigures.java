package io.storyforge.bench;

import java.util.Map;

/** What a request spends on deciding, digests and JSON; to be held against the server's CPU for a whole one. */
final class SmallFigures {
    private static final Map<String, String> NAMES = Map.of(
            "decide", "decide a confirmation",
            "digest", "digest of a plan of three steps",
            "readJson", "read the JSON of a request for a run",
            "writeJson", "write the same JSON");

    private SmallFigures() {}

    static void measure(Setting setting) {
        Benchmarks.medians(setting, SmallBenchmark.class)
                .forEach((method, micros) -> setting.figures()
                        .add(
                                NAMES.getOrDefault(method, method),
                                micros,
                                "%s us".formatted(Figures.number(micros)),
                                Figures.Comparison.NONE));
    }
}
