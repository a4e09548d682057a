package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.store.StoreBusyException;
import io.storyforge.runtime.testkit.Front;
import io.storyforge.runtime.testkit.StoreFront;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A sound store with one defect. */
final class DefectiveStore extends StoreFront {
    private static final Duration LATE = Duration.ofMillis(25);
    private static final Set<String> BROKEN = Set.of("runs", "answers");

    private final RuntimeStore sound;
    private final Defect defect;
    private final AtomicBoolean crashed = new AtomicBoolean();
    private final ToldBefore told = new ToldBefore();
    private final Set<Long> repeated = ConcurrentHashMap.newKeySet();

    DefectiveStore(RuntimeStore sound, Defect defect) {
        super(sound, UnaryOperator.identity());
        this.sound = sound;
        this.defect = defect;
    }

    @Override
    public <T> T read(Function<Records, T> queries) {
        return sound.read(records ->
                queries.apply(defect == Defect.TELLS_BEFORE_COMMIT ? told.showing(records) : broken(records)));
    }

    /** Commits nothing from now on, as if the process were killed. */
    void crash() {
        crashed.set(true);
    }

    @Override
    public <T> T write(Function<Records, T> work) {
        return switch (defect) {
            case ANSWERS_BEFORE_COMMIT -> early(work);
            case TELLS_BEFORE_COMMIT -> sound.write(records -> late(told.telling(records, work)));
            case DECIDES_ON_WHAT_IT_READ_BEFORE -> new ReadBefore(sound, LATE).write(work);
            default -> sound.write(records -> unlessCrashed(work.apply(broken(records))));
        };
    }

    private <T> T early(Function<Records, T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                sound.write(records -> {
                    T value = unlessCrashed(work.apply(broken(records)));
                    answer.complete(value);
                    return late(value);
                });
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private <T> T late(T value) {
        LockSupport.parkNanos(LATE.toNanos());
        return unlessCrashed(value);
    }

    private <T> T unlessCrashed(T value) {
        if (crashed.get()) {
            throw new StoreBusyException(0);
        }
        return value;
    }

    @Override
    public void onCommit(CommitListener listener) {
        told.listening(listener);
        super.onCommit(listener);
    }

    private Records broken(Records records) {
        return Front.of(Records.class, (method, arguments) -> {
            Object part = method.invoke(records, arguments);
            return BROKEN.contains(method.getName()) ? broken(part, method.getReturnType()) : part;
        });
    }

    private Object broken(Object part, Class<?> type) {
        return Front.of(type, (method, arguments) -> defect.call(part, method, arguments, repeated));
    }
}
