package io.storyforge.runtime.server.stream;

import io.storyforge.runtime.store.RuntimeStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether governance changed, for all streams with one look a second: a change of the policy is no event of a run, and
 * may come from another process.
 */
final class PolicyNews {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final RuntimeStore store;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Look last;

    /** The newest entry of the audit log, and when it was looked for. */
    private record Look(String change, long at) {}

    PolicyNews(RuntimeStore store) {
        this.store = store;
        this.last = look();
    }

    /** Names the newest change, as of a second ago at most; another name is another change. */
    String newest() {
        // Whoever finds another one looking takes what is known: it is told at the next turn.
        if (System.nanoTime() - last.at() >= BETWEEN_LOOKS.toNanos() && looking.tryLock()) {
            try {
                last = look();
            } finally {
                looking.unlock();
            }
        }
        return last.change();
    }

    private Look look() {
        long at = System.nanoTime();
        String change = store.read(records -> records.audit().page(Optional.empty(), 1)).stream()
                .map(entry -> entry.change().id())
                .findFirst()
                .orElse("");
        return new Look(change, at);
    }
}
