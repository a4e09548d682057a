package io.storyforge.runtime.run;

/** What a list shows of a run. */
public record RunHead(RunKey key, Lane lane, RunOrigin origin, RunBrief brief, RunState state) {

    /** The run's status. */
    public RunStatus status() {
        return state.status();
    }
}
