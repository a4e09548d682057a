package io.storyforge.runtime.server.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Something in front of sound records. */
final class Front {
    private Front() {}

    /** Answers a call, or passes it on. */
    @FunctionalInterface
    interface Call {
        /** The answer. */
        @Nullable
        Object answer(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    /** Records whose calls are answered so. */
    static <T> T of(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                Front.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer(call, method, arguments)));
    }

    private static @Nullable Object answer(Call call, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return call.answer(method, arguments == null ? new Object[0] : arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
