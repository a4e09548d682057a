package io.storyforge.runtime.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The sample project that the server ships, read from the source tree with its {@code {day-N}} placeholders replaced.
 * The sample's CSV files have no quoted cells.
 */
public final class SampleData {
    private static final Path FOLDER = Path.of("../runtime-server/src/main/resources/sample");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{day-(\\d+)}");

    private SampleData() {}

    /** The sample as if the project had been created on the given day. */
    public static InMemoryDocuments createdOn(LocalDate today) {
        InMemoryDocuments documents = new InMemoryDocuments();
        rows("accounts.csv", today).forEach(row -> documents.put("accounts", cell(row, "id"), row));
        rows("account_metrics.csv", today)
                .forEach(row ->
                        documents.put("account_metrics", cell(row, "account_id") + "|" + cell(row, "date"), row));
        rows("contents.csv", today).forEach(row -> documents.put("contents", cell(row, "id"), row));
        if (JsonText.parse(read("strategy.json", today)) instanceof List<?> strategies) {
            strategies.forEach(strategy -> {
                Map<String, Object> content = JsonText.object(strategy);
                documents.put("strategy", content.getOrDefault("platform", "").toString(), content);
            });
        }
        return documents;
    }

    private static List<Map<String, String>> rows(String file, LocalDate today) {
        List<String> lines = read(file, today).lines().toList();
        List<String> header = List.of(lines.getFirst().split(","));
        return lines.stream().skip(1).map(line -> row(header, line)).toList();
    }

    private static Map<String, String> row(List<String> header, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != header.size() || line.contains("\"")) {
            throw new IllegalStateException("'%s' does not have the cells %s".formatted(line, header));
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int index = 0; index < cells.length; index++) {
            row.put(header.get(index), cells[index]);
        }
        return row;
    }

    private static String cell(Map<String, String> row, String name) {
        return row.getOrDefault(name, "");
    }

    private static String read(String file, LocalDate today) {
        try {
            return PLACEHOLDER
                    .matcher(Files.readString(FOLDER.resolve(file)))
                    .replaceAll(match ->
                            today.minusDays(Long.parseLong(match.group(1))).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
