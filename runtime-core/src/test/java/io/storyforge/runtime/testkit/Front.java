package io.storyforge.runtime.testkit;

import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RunRecords;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Something in front of sound records. */
public final class Front {
    private Front() {}

    /** Answers a call, or passes it on. */
    @FunctionalInterface
    public interface Call {
        /** The answer. */
        @Nullable
        Object answer(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    /** Records whose calls are answered so. */
    public static <T> T of(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                Front.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer(call, method, arguments)));
    }

    /** Answers a call in place of the sound runs, or passes it on. */
    @FunctionalInterface
    public interface RunsCall {
        /** The answer. */
        @Nullable
        Object answer(RunRecords runs, Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    /** The records, whose runs answer so. */
    public static Records runs(Records records, RunsCall call) {
        RunRecords sound = records.runs();
        return with(
                records, "runs", of(RunRecords.class, (method, arguments) -> call.answer(sound, method, arguments)));
    }

    /** The records, but one topic is another. */
    public static Records with(Records records, String topic, Object other) {
        return of(
                Records.class,
                (method, arguments) -> method.getName().equals(topic) ? other : method.invoke(records, arguments));
    }

    private static @Nullable Object answer(Call call, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return call.answer(method, arguments == null ? new Object[0] : arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
