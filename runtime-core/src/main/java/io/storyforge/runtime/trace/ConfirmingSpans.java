package io.storyforge.runtime.trace;

import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.store.RuntimeStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which request confirmed a run, for the spans of its steps: in memory, from the confirmation until the run or this process
 * ends. Safe for use by many threads. While nobody collects, nothing is kept.
 */
public final class ConfirmingSpans {
    // Confirmed runs that are not over. Of more than these the oldest are forgotten: their steps point nowhere.
    private static final int MOST = 10_000;

    private final Tracing tracing;
    private final Map<String, Link> links = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Link> oldest) {
            return size() > MOST;
        }
    };

    /** None yet. */
    public ConfirmingSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** From now on forgets runs that are over. */
    public void follow(RuntimeStore store) {
        if (!tracing.equals(Tracing.OFF)) {
            store.onCommit(this::forget);
        }
    }

    /** The span that is open on this thread, for {@link #confirmed}. */
    public Link here() {
        return tracing.here();
    }

    /**
     * The run was confirmed in the span; {@link Link#NONE} is not kept. Called before the confirmation is durable, so
     * that its first step finds it; if the confirmation fails after all, there is no step.
     */
    public void confirmed(String runId, Link span) {
        if (!span.equals(Link.NONE)) {
            synchronized (links) {
                links.put(runId, span);
            }
        }
    }

    /** Where the run was confirmed. */
    public Link of(String runId) {
        synchronized (links) {
            return links.getOrDefault(runId, Link.NONE);
        }
    }

    private void forget(List<RunEvent> events) {
        for (RunEvent event : events) {
            if (event.content().statusAfter().terminal()) {
                synchronized (links) {
                    links.remove(event.place().runId());
                }
            }
        }
    }
}
