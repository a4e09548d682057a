package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A sound store with one defect. */
final class DefectiveStore implements RuntimeStore {
    private static final Duration LATE = Duration.ofMillis(40);
    private static final Set<String> BROKEN = Set.of("runs", "answers");

    private final RuntimeStore sound;
    private final Defect defect;
    private final Set<Long> repeated = ConcurrentHashMap.newKeySet();

    DefectiveStore(RuntimeStore sound, Defect defect) {
        this.sound = sound;
        this.defect = defect;
    }

    @Override
    public <T> T read(Function<Records, T> queries) {
        return sound.read(records -> queries.apply(broken(records)));
    }

    @Override
    public <T> T write(Function<Records, T> work) {
        return defect == Defect.ANSWERS_BEFORE_COMMIT
                ? early(work)
                : sound.write(records -> work.apply(broken(records)));
    }

    private <T> T early(Function<Records, T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                sound.write(records -> {
                    T value = work.apply(broken(records));
                    answer.complete(value);
                    LockSupport.parkNanos(LATE.toNanos());
                    return value;
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

    @Override
    public void onCommit(CommitListener listener) {
        sound.onCommit(listener);
    }

    @Override
    public void close() {
        sound.close();
    }

    private Records broken(Records records) {
        return (Records) Proxy.newProxyInstance(
                DefectiveStore.class.getClassLoader(), new Class<?>[] {Records.class}, (proxy, method, arguments) -> {
                    Object part = method.invoke(records, arguments);
                    return BROKEN.contains(method.getName()) ? broken(part, method.getReturnType()) : part;
                });
    }

    private Object broken(Object part, Class<?> type) {
        return Proxy.newProxyInstance(
                DefectiveStore.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(part, method, arguments));
    }

    private @Nullable Object call(Object part, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return defect.call(part, method, arguments == null ? new Object[0] : arguments, repeated);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
