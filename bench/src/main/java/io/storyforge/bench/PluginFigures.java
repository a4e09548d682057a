package io.storyforge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What plugins cost: at the start of the server, and for each hand-off. */
final class PluginFigures {
    private static final int PLUGINS = 20;
    private static final Duration MOST_AT_START = Duration.ofMillis(400);
    private static final double MOST_MICROS_OF_GUARD = 50;
    private static final int ROUNDS = 3;
    private static final double HALF = 50;

    private PluginFigures() {}

    static void measure(Setting setting) {
        start(setting);
        guard(setting);
    }

    private static void start(Setting setting) {
        Programs programs = setting.programs();
        Path jars = programs.folder();
        for (int i = 0; i < PLUGINS; i++) {
            SamplePlugin.write(jars, "bench-" + (char) ('a' + i));
        }
        Duration none = StartFigures.median(programs, programs::folder);
        Duration all = StartFigures.median(programs, () -> withPlugins(jars, programs.folder()));
        Duration cost = all.minus(none);
        setting.figures()
                .add(
                        "start-up cost of %d plugins".formatted(PLUGINS),
                        (double) cost.toMillis(),
                        "%d ms more than %d ms".formatted(cost.toMillis(), none.toMillis()),
                        Figures.Comparison.goal("at most 400 ms", cost.compareTo(MOST_AT_START) <= 0));
    }

    private static Path withPlugins(Path jars, Path data) {
        try {
            Path plugins = Files.createDirectories(data.resolve("plugins"));
            try (var files = Files.newDirectoryStream(jars, "*.jar")) {
                for (Path jar : files) {
                    Files.copy(jar, plugins.resolve(jar.getFileName()));
                }
            }
            return data;
        } catch (IOException e) {
            throw new BenchException("the plugins cannot be copied", e);
        }
    }

    private static void guard(Setting setting) {
        double direct = Double.NaN;
        double guarded = Double.NaN;
        for (RunResult result : results(setting)) {
            double micros = result.getPrimaryResult().getStatistics().getPercentile(HALF);
            if (result.getPrimaryResult().getLabel().equals("direct")) {
                direct = micros;
            } else {
                guarded = micros;
            }
        }
        double cost = guarded - direct;
        setting.figures()
                .add(
                        "guard of a hand-off",
                        cost,
                        "%s us over a direct call of %s us, medians"
                                .formatted(Figures.number(cost), Figures.number(direct)),
                        Figures.Comparison.goal("at most 50 us", cost <= MOST_MICROS_OF_GUARD));
    }

    private static Collection<RunResult> results(Setting setting) {
        TimeValue time = TimeValue.milliseconds(setting.options().time().toMillis() / ROUNDS);
        try {
            return new Runner(new OptionsBuilder()
                            .include(GuardBenchmark.class.getName())
                            .forks(1)
                            .warmupIterations(ROUNDS)
                            .warmupTime(time)
                            .measurementIterations(ROUNDS)
                            .measurementTime(time)
                            .timeUnit(TimeUnit.MICROSECONDS)
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new BenchException("the guard cannot be measured", e);
        }
    }
}
