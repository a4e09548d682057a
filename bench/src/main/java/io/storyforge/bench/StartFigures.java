package io.storyforge.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** From the start of the process to the first answer that it is ready, and what it needs at rest. */
final class StartFigures {
    private static final int TIMES = 5;
    private static final int RUNS = 10_000;
    private static final long REST_MILLIS = 5_000;
    private static final Duration MOST = Duration.ofMillis(1_500);
    private static final double MOST_MEMORY = 200;

    private StartFigures() {}

    static void measure(Setting setting) {
        Programs programs = setting.programs();
        tell(setting, "ready after start, new folder", starts(programs, programs::folder));
        Site site = Site.make(programs.folder(), 20, 1);
        Prefill.fill(site, RUNS);
        tell(setting, "ready after start, 10,000 runs", starts(programs, site::data));
        try (Program server = programs.server(site.data())) {
            Program.pause(REST_MILLIS);
            double memory = server.memory();
            setting.figures()
                    .add(
                            "memory at rest (RSS)",
                            memory,
                            Figures.number(memory) + " MB",
                            Figures.Comparison.goal("under 200 MB", memory < MOST_MEMORY));
        }
    }

    private record Start(Duration wall, Duration cpu) {}

    /** The median time until a server is ready. */
    static Duration median(Programs programs, Supplier<Path> data) {
        return starts(programs, data).stream()
                .map(Start::wall)
                .sorted()
                .toList()
                .get(TIMES / 2);
    }

    private static List<Start> starts(Programs programs, Supplier<Path> data) {
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            try (Program server = programs.server(data.get())) {
                starts.add(new Start(server.startUp(), server.cpu()));
            }
        }
        return starts;
    }

    private static void tell(Setting setting, String name, List<Start> starts) {
        Duration wall = starts.stream().map(Start::wall).sorted().toList().get(TIMES / 2);
        Duration cpu = starts.stream().map(Start::cpu).sorted().toList().get(TIMES / 2);
        setting.figures()
                .add(
                        name,
                        (double) wall.toMillis(),
                        "%d ms, median of %d (CPU %d ms)".formatted(wall.toMillis(), TIMES, cpu.toMillis()),
                        Figures.Comparison.goal("under 1.5 s", wall.compareTo(MOST) < 0));
    }
}
