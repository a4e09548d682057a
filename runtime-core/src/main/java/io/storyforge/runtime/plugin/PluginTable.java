package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import java.util.List;

/** Plugins as a table for the log and the command line. */
public final class PluginTable {
    private static final int COLUMNS = 4;

    private PluginTable() {}

    /** One line for each plugin, and below it why it is not used. */
    public static String of(List<Entry> entries) {
        List<List<String>> rows = entries.stream()
                .map(entry -> List.of(
                        entry.status() instanceof PluginStatus.Stopped
                                ? "OK"
                                : entry.status().key(),
                        entry.id(),
                        entry.artifact().manifest().version(),
                        entry.artifact().file()))
                .toList();
        int[] widths = new int[COLUMNS];
        rows.forEach(row -> {
            for (int i = 0; i < COLUMNS; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            table.append(line(rows.get(i), widths)).append('\n');
            switch (entries.get(i).status()) {
                case PluginStatus.Disabled(String reason) ->
                    table.append("  ").append(reason).append('\n');
                case PluginStatus status ->
                    status.problem()
                            .ifPresent(problem -> table.append("  ")
                                    .append(problem.code())
                                    .append(": ")
                                    .append(problem.message())
                                    .append("\n  → ")
                                    .append(problem.hint())
                                    .append('\n'));
            }
        }
        return table.toString().stripTrailing();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < COLUMNS; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
