package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunService;
import io.storyforge.runtime.store.RuntimeStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * What routes work with.
 *
 * @param writes changes of the store that take effect once for an idempotency key
 * @param ids makes a new unique id at each call, growing in time
 */
record Backend(
        RuntimeStore store, RunService service, IdempotentWrites writes, InstantSource clock, Supplier<String> ids) {

    /** Now, as it is stored: in milliseconds. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
