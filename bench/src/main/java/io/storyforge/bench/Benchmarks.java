package io.storyforge.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Small things, measured by JMH in a process of their own. */
final class Benchmarks {
    private static final int ROUNDS = 3;
    private static final double HALF = 50;

    private Benchmarks() {}

    /** The median of each method of the class that is a benchmark, in microseconds. */
    static Map<String, Double> medians(Setting setting, Class<?> benchmark) {
        TimeValue time = TimeValue.milliseconds(setting.options().time().toMillis() / ROUNDS);
        try {
            Map<String, Double> medians = new LinkedHashMap<>();
            for (RunResult result : new Runner(new OptionsBuilder()
                            .include(benchmark.getName())
                            .forks(1)
                            .warmupIterations(ROUNDS)
                            .warmupTime(time)
                            .measurementIterations(ROUNDS)
                            .measurementTime(time)
                            .timeUnit(TimeUnit.MICROSECONDS)
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run()) {
                medians.put(
                        result.getPrimaryResult().getLabel(),
                        result.getPrimaryResult().getStatistics().getPercentile(HALF));
            }
            return medians;
        } catch (RunnerException e) {
            throw new BenchException(benchmark.getSimpleName() + " cannot be measured", e);
        }
    }
}
