package io.storyforge.runtime.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a finished step leaves: a sentence for people, an output for later steps, tables to show, and changes of the
 * project's documents. The last step's result is the run's result. Immutable.
 */
public final class ToolResult {
    private final String summary;
    private final Map<String, Object> output;
    private final List<Table> tables;
    private final List<DocumentChange> changes;

    private ToolResult(Builder builder) {
        this.summary = Limits.required("summary", builder.summary, Limits.TEXT);
        this.output = builder.output;
        this.tables = List.copyOf(builder.tables);
        this.changes = List.copyOf(builder.changes);
    }

    /** Starts a result. */
    public static Builder builder() {
        return new Builder();
    }

    /** What came out, in words for people, at most 2 000 characters. */
    public String summary() {
        return summary;
    }

    /** What later steps read with {@link ToolCall#outputOf}. */
    public Map<String, Object> output() {
        return output;
    }

    /** The tables to show. */
    public List<Table> tables() {
        return tables;
    }

    /** The document changes, applied in order, in one transaction with the record that the step is done. */
    public List<DocumentChange> changes() {
        return changes;
    }

    /** A document to write; the host refuses it from a read-only tool. */
    public record DocumentChange(String collection, String key, Map<String, Object> content) {
        public DocumentChange {
            collection = Limits.required("collection", collection, Limits.KEY);
            key = Limits.required("key", key, Limits.LABEL);
            content = JsonValues.copy(content);
        }
    }

    /** Rows of texts and numbers under column titles; at most 1 000 rows. */
    public record Table(String title, List<String> columns, List<List<Object>> rows) {
        public Table {
            title = Limits.required("table title", title, Limits.TITLE);
            columns = List.copyOf(columns);
            rows = rows.stream().map(JsonValues::cells).toList();
            int width = columns.size();
            if (rows.size() > Limits.TABLE_ROWS) {
                throw new IllegalArgumentException("table '%s' has %d rows, at most %d are allowed"
                        .formatted(title, rows.size(), Limits.TABLE_ROWS));
            }
            if (rows.stream().anyMatch(row -> row.size() != width)) {
                throw new IllegalArgumentException("table '%s' has a row that is not %d wide".formatted(title, width));
            }
        }
    }

    /** Builds a {@link ToolResult}; not thread-safe. */
    public static final class Builder {
        private String summary = "";
        private Map<String, Object> output = Map.of();
        private final List<Table> tables = new ArrayList<>();
        private final List<DocumentChange> changes = new ArrayList<>();

        private Builder() {}

        /** Says what came out; required. */
        public Builder summary(String text) {
            this.summary = Limits.required("summary", text, Limits.TEXT);
            return this;
        }

        /** Sets the output for later steps. */
        public Builder output(Map<String, ?> object) {
            this.output = JsonValues.copy(object);
            return this;
        }

        /** Adds a table; cells are texts, numbers or booleans. */
        public Builder table(String title, List<String> columns, List<List<Object>> rows) {
            tables.add(new Table(title, columns, rows));
            return this;
        }

        /** Writes a document when the step is recorded as done. */
        public Builder put(String collection, String key, Map<String, ?> content) {
            changes.add(new DocumentChange(collection, key, JsonValues.copy(content)));
            return this;
        }

        /** The result; refuses one without summary. */
        public ToolResult build() {
            return new ToolResult(this);
        }
    }
}
