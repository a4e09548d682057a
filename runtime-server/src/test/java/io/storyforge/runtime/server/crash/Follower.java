package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.Eventually;
import io.storyforge.runtime.server.stream.EventFollower;
import io.storyforge.runtime.server.stream.EventFollower.Frame;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Follows one user's events, cuts its connection at random and resumes. Used by one thread. */
final class Follower {
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final Crew.Member member;
    private final Ledger ledger;
    private final Random random;
    private final List<Long> seen = new ArrayList<>();
    private long last;

    Follower(Crew.Member member, Ledger ledger, long seed) {
        this.member = member;
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    Crew.Member member() {
        return member;
    }

    /** The positions it saw, in order. */
    List<Long> seen() {
        return seen;
    }

    /** Follows on one connection for a while. */
    void follow(int port, BooleanSupplier stop) {
        ApiClient resuming = member.api().at(port).with("Last-Event-ID", Long.toString(last));
        try {
            EventFollower.openUnlessStopping(resuming).ifPresent(stream -> follow(stream, stop));
        } catch (UncheckedIOException ignored) { // the server was killed
        }
    }

    private void follow(EventFollower opened, BooleanSupplier stop) {
        try (EventFollower stream = opened) {
            int most = 1 + random.nextInt(15);
            for (int i = 0; i < most && !stop.getAsBoolean(); i++) {
                Optional<Frame> frame = next(stream, stop);
                if (frame.isEmpty()) {
                    return;
                }
                take(frame.get());
            }
        }
    }

    /** Follows until the position was seen or the time is over. */
    void catchUp(int port, long position, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (last < position && System.nanoTime() - end < 0) {
            follow(port, () -> last >= position);
        }
    }

    private Optional<Frame> next(EventFollower stream, BooleanSupplier stop) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        return Eventually.comes(Eventually.SOON, () -> {
            Optional<Frame> frame = stream.poll();
            boolean over = stream.ended() || stop.getAsBoolean() || System.nanoTime() - end > 0;
            return frame.isPresent() || over ? Optional.of(frame) : Optional.empty();
        });
    }

    private void take(Frame frame) {
        if (frame.event().equals("stream.ready")) {
            return;
        }
        long position = Long.parseLong(frame.id());
        if (position <= last) {
            ledger.violated("the stream of %s gave %d after %d".formatted(member.name(), position, last));
        }
        last = Math.max(last, position);
        seen.add(position);
        ledger.streamed.incrementAndGet();
        ledger.saw(frame.data(), frame.data().path("run_id").asString());
    }
}
