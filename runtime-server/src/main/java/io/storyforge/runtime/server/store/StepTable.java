package io.storyforge.runtime.server.store;

import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.RunRecords.StepOutput;
import java.time.InstantSource;
import java.util.List;

/** {@code run_steps}: what finished steps left. */
final class StepTable {
    static final String OF_RUN =
            "SELECT step_index, tool, content_json FROM run_steps WHERE run_id = ? ORDER BY step_index";
    private static final String SAVE =
            "INSERT OR REPLACE INTO run_steps (run_id, step_index, tool, content_json, saved_at) VALUES (?, ?, ?, ?, ?)";

    private final Sql sql;
    private final InstantSource clock;

    StepTable(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void save(String runId, StepOutput output) {
        sql.change(
                SAVE,
                runId,
                output.stepIndex(),
                output.tool(),
                JsonText.object(output.content()),
                Times.text(clock.instant()));
    }

    List<StepOutput> ofRun(String runId) {
        return sql.all(
                OF_RUN,
                row -> new StepOutput(row.getInt(1), row.getString(2), StrictJson.object(row.getString(3))),
                runId);
    }
}
