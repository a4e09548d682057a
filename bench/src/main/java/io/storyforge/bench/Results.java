package io.storyforge.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/** The table of a run with the day and the machine, in the file that the system property names. */
final class Results {
    private static final double GIGABYTE = 1024 * 1024;

    private Results() {}

    static void write(Figures figures) {
        Path file = Path.of(System.getProperty("storyforge.bench.results", "RESULTS.md"));
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        figures.print(new PrintStream(table, true, StandardCharsets.UTF_8));
        String text = """
                # Results

                Written by `./storyforge bench --write`. Figures of one run on one machine: what counts are the ratios.

                %s, %s

                %s""".formatted(LocalDate.now(ZoneOffset.UTC), machine(), table.toString(StandardCharsets.UTF_8));
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new BenchException("the results cannot be written to " + file, e);
        }
    }

    private static String machine() {
        return "%s, %d cores, %.0f GB, %s %s, JDK %s, SQLite by sqlite-jdbc %s"
                .formatted(
                        line("/proc/cpuinfo", "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        Double.parseDouble(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / GIGABYTE,
                        System.getProperty("os.name"),
                        System.getProperty("os.version").replaceAll("[^0-9.].*", ""),
                        Runtime.version(),
                        SQLiteJDBCLoader.getVersion());
    }

    private static String line(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.toLowerCase(Locale.ROOT).startsWith(key.toLowerCase(Locale.ROOT)))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            throw new BenchException("the machine cannot be told", e);
        }
    }
}
