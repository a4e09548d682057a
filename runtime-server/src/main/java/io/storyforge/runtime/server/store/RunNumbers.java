package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.Lane;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The short numbers of runs, counted for each project, and for each user's runs without one. Counted in memory and saved
 * once a transaction: a group of changes often holds many runs of few projects.
 */
final class RunNumbers {
    static final String LAST = "SELECT last FROM run_numbers WHERE counter = ?";
    private static final String SAVE = "INSERT INTO run_numbers (counter, last) VALUES (?, ?)"
            + " ON CONFLICT (counter) DO UPDATE SET last = excluded.last";

    private static final int MOST = 10_000;

    private final Sql sql;
    // Unlike a Memory.Area, never dropped while a number in it is not saved.
    private final Map<String, Long> last = new HashMap<>();
    private final Set<String> unsaved = new LinkedHashSet<>();
    private long taken;

    RunNumbers(Sql sql) {
        this.sql = sql;
    }

    long next(Lane lane) {
        sql.requireWriting();
        String counter = lane.projectId().isEmpty() ? "user/" + lane.userId() : "project/" + lane.projectId();
        Long known = last.get(counter);
        long number = (known == null ? sql.number(LAST, counter) : known) + 1;
        last.put(counter, number);
        unsaved.add(counter);
        taken++;
        return number;
    }

    /** How many numbers were given out since the connection was opened. */
    long taken() {
        return taken;
    }

    /** Writes what was counted. To be called before anything that was numbered can be kept. */
    void save() {
        for (String counter : unsaved) {
            sql.change(SAVE, counter, last.getOrDefault(counter, 0L));
        }
        unsaved.clear();
        if (last.size() > MOST) {
            last.clear();
        }
    }

    /** Forgets everything: the transaction was undone, or somebody else has written. */
    void forget() {
        last.clear();
        unsaved.clear();
    }
}
