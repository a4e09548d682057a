package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.http.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the clients ask for: runs of two steps, of which each third changes something.
 *
 * @param log where the steps leave their lines
 */
record Workload(Path log) {

    /** The request of a key, which is the same whenever it is asked. The title is the key, so that a run tells its key. */
    Map<String, Object> request(String key) {
        Map<String, Object> request = Runs.request(
                "",
                step("bench.read", key + "-1", 3),
                step(changing(key) ? "bench.change" : "bench.read", key + "-2", key.hashCode() % 5 == 0 ? 300 : 20));
        request.put("title", key);
        return request;
    }

    /** Holds the steps with effects to having had them once, and once more for each time that somebody asked for it. */
    static void checkEffects(Path log, Ledger ledger) {
        if (!Files.exists(log)) {
            return;
        }
        // Who asked for repeats is not known per step: together there are as many as people asked for.
        long more = begun(lines(log)).values().stream()
                .mapToLong(times -> times - 1)
                .sum();
        if (more > ledger.repeats.get()) {
            ledger.violated("steps with effects were repeated %d times, asked for %s".formatted(more, ledger.repeats));
        }
    }

    private Map<String, Object> step(String tool, String mark, long millis) {
        return Runs.step(tool, Map.of("mark", mark, "millis", millis, "log", log.toString()));
    }

    private static boolean changing(String key) {
        return key.hashCode() % 3 == 0;
    }

    private static Map<String, Long> begun(List<String> lines) {
        Map<String, Long> begun = new HashMap<>();
        lines.stream()
                .filter(line -> line.contains(" begin ") && line.endsWith("-2"))
                .map(line -> line.substring(line.indexOf(" begin ") + 7))
                .filter(mark -> changing(mark.substring(0, mark.length() - 2)))
                .forEach(mark -> begun.merge(mark, 1L, Long::sum));
        return begun;
    }

    private static List<String> lines(Path log) {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
