package io.storyforge.runtime.spi;

/** Whether the step's run is being cancelled. */
@ProvidedByHost
public interface Cancellation {

    /** True once a person asked to cancel; stays true. */
    boolean requested();

    /** Throws {@link java.util.concurrent.CancellationException} once a person asked to cancel; for use in loops. */
    void throwIfRequested();
}
