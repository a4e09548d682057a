package io.storyforge.plugin.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The sample project that the server ships: accounts with eight weeks of daily figures, their contents, and a strategy
 * for each platform, in the collections {@code accounts}, {@code account_metrics}, {@code contents} and {@code strategy}.
 */
public final class SampleProject {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{day-(\\d+)}");

    private SampleProject() {}

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
        List<String> header = List.of(lines.getFirst().split(",", -1));
        return lines.subList(1, lines.size()).stream()
                .map(line -> row(header, line))
                .toList();
    }

    // The sample's files have no quoted cells.
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
        try (InputStream in = SampleProject.class.getResourceAsStream("sample/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the test kit was packaged without sample/" + file);
            }
            return PLACEHOLDER
                    .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceAll(match ->
                            today.minusDays(Long.parseLong(match.group(1))).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
