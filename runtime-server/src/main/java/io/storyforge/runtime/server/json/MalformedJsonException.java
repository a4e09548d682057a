package io.storyforge.runtime.server.json;

/** The text is not the JSON that this server takes. The message is fit for the sender. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final long column;

    /** A problem that belongs to the whole text. */
    public MalformedJsonException(String message) {
        this(message, 0, 0);
    }

    /** A problem at a place, both counted from 1. */
    public MalformedJsonException(String message, long line, long column) {
        super(line > 0 ? "%s (line %d, column %d)".formatted(message, line, column) : message);
        this.line = line;
        this.column = column;
    }

    /** The line, counted from 1; 0 when the problem has no place. */
    public long line() {
        return line;
    }

    /** The column, counted from 1; 0 when the problem has no place. */
    public long column() {
        return column;
    }
}
