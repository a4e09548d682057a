package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.Cancellation;
import java.util.concurrent.CancellationException;

/** A cancellation that is requested or not for the whole call. */
public record FakeCancellation(boolean requested) implements Cancellation {

    @Override
    public void throwIfRequested() {
        if (requested) {
            throw new CancellationException("the run was cancelled");
        }
    }
}
