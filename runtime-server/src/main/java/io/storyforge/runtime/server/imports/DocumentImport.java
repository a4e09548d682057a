package io.storyforge.runtime.server.imports;

import io.storyforge.runtime.server.imports.ImportRefusedException.RowProblem;
import io.storyforge.runtime.server.json.Numbers;
import io.storyforge.runtime.spi.Limits;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * The documents of one import: a JSON array of objects, or CSV whose first line names the fields. CSV values stay texts;
 * tools read numbers and days from texts. All rows or none: every problem is named, at most 100 of them.
 */
public final class DocumentImport {
    private static final int MAX_PROBLEMS = 100;
    private static final String JOIN = "|";
    /** The fields that make up the key in the collections that the shipped plugins read. */
    private static final Map<String, List<String>> KNOWN_KEYS = Map.of(
            "account_metrics", List.of("account_id", "date"),
            "strategy", List.of("platform"));

    private final Map<String, Map<String, Object>> byKey = new LinkedHashMap<>();
    private final List<RowProblem> errors = new ArrayList<>();

    private DocumentImport() {}

    /** The documents by key, in the order they came. */
    public Map<String, Map<String, Object>> byKey() {
        return byKey;
    }

    /**
     * The documents of a JSON array.
     *
     * @param keys names the key fields, separated by commas
     */
    public static DocumentImport ofJson(Object array, String collection, Optional<String> keys) {
        return of(jsonRows(array), collection, keys);
    }

    /** The documents of CSV text in UTF-8. */
    public static DocumentImport ofCsv(byte[] csv, String collection, Optional<String> keys) {
        return of(csvRows(text(csv)), collection, keys);
    }

    private static DocumentImport of(List<Map<String, Object>> rows, String collection, Optional<String> keys) {
        DocumentImport documents = new DocumentImport();
        Optional<List<String>> asked = keys.filter(names -> !names.isBlank())
                .map(names -> List.of(names.strip().split("\\s*,\\s*")));
        for (int i = 0; i < rows.size(); i++) {
            documents.add(i, rows.get(i), asked, collection);
        }
        if (!documents.errors.isEmpty()) {
            throw new ImportRefusedException("the rows have problems", documents.errors);
        }
        return documents;
    }

    private void add(int index, Map<String, Object> row, Optional<List<String>> asked, String collection) {
        Numbers.outOfRange(row, "/" + index)
                .forEach(pointer -> report(new RowProblem(pointer, "out-of-range", "the number is out of range")));
        List<String> fields = asked.orElseGet(() -> keyFields(row, collection));
        List<String> parts = new ArrayList<>();
        for (String field : fields) {
            Object value = row.get(field);
            String part = value instanceof String || value instanceof Number
                    ? value.toString().strip()
                    : "";
            if (part.isEmpty()) {
                report(new RowProblem(
                        "/" + index + "/" + field,
                        "required",
                        "row %d has no %s, which is its key".formatted(index + 1, field)));
                return;
            }
            parts.add(part);
        }
        String key = String.join(JOIN, parts);
        if (key.length() > Limits.LABEL) {
            report(new RowProblem(
                    "/" + index,
                    "too-long",
                    "row %d has a key of over %d characters".formatted(index + 1, Limits.LABEL)));
            return;
        }
        byKey.put(key, row);
    }

    private static List<String> keyFields(Map<String, Object> row, String collection) {
        if (row.containsKey("key")) {
            return List.of("key");
        }
        if (row.containsKey("id")) {
            return List.of("id");
        }
        return KNOWN_KEYS.getOrDefault(collection, List.of("id"));
    }

    private void report(RowProblem error) {
        if (errors.size() < MAX_PROBLEMS) {
            errors.add(error);
        }
    }

    @SuppressWarnings("unchecked") // parsed JSON objects have String keys
    private static List<Map<String, Object>> jsonRows(Object array) {
        if (!(array instanceof List<?> list)) {
            RowProblem problem = new RowProblem("", "wrong-type", "a JSON array of objects is expected");
            throw new ImportRefusedException("the body is no array", List.of(problem));
        }
        List<RowProblem> errors = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> row) {
                rows.add((Map<String, Object>) row);
            } else if (errors.size() < MAX_PROBLEMS) {
                errors.add(new RowProblem("/" + i, "wrong-type", "an object is expected"));
            }
        }
        if (!errors.isEmpty()) {
            throw new ImportRefusedException("the rows have problems", errors);
        }
        return rows;
    }

    private static List<Map<String, Object>> csvRows(String csv) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(csv), format)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (CSVRecord line : parser) {
                Map<String, Object> row = new LinkedHashMap<>();
                line.toMap().forEach((field, value) -> {
                    if (!field.isBlank() && !value.isEmpty()) {
                        row.put(field, value);
                    }
                });
                rows.add(row);
            }
            return rows;
        } catch (IOException | IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            throw malformed(words(e));
        }
    }

    // The parser wraps: only the innermost message is without the names of classes.
    private static String words(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? String.valueOf(thrown.getMessage()) : words(cause);
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw malformed("the text is not UTF-8");
        }
    }

    private static ImportRefusedException malformed(String detail) {
        return new ImportRefusedException("the text is not CSV: " + detail, List.of());
    }
}
