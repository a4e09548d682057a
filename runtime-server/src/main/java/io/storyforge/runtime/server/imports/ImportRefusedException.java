package io.storyforge.runtime.server.imports;

import java.util.List;

/** An import that cannot be taken; nothing of it was. */
public final class ImportRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RowProblem> problems;

    ImportRefusedException(String message, List<RowProblem> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /** One problem of a row, placed by a JSON pointer such as {@code /3/date}. */
    public record RowProblem(String pointer, String code, String detail) {}

    /** The problems of the rows; empty when the text as a whole could not be read. */
    public List<RowProblem> problems() {
        return problems;
    }
}
