package io.storyforge.runtime.execution;

import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RunRecords;
import io.storyforge.runtime.store.RuntimeStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;

/** A store with one defect in its runs, to show that a test notices. */
final class BrokenStore implements RuntimeStore {
    private final RuntimeStore sound;
    private final Defect defect;

    BrokenStore(RuntimeStore sound, Defect defect) {
        this.sound = sound;
        this.defect = defect;
    }

    /** Answers a call in place of the sound records, or passes it on. */
    interface Defect {
        Object call(RunRecords runs, Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    @Override
    public <T> T read(Function<Records, T> queries) {
        return sound.read(records -> queries.apply(broken(records)));
    }

    @Override
    public <T> T write(Function<Records, T> work) {
        return sound.write(records -> work.apply(broken(records)));
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
        RunRecords runs = (RunRecords)
                proxy(RunRecords.class, (method, arguments) -> defect.call(records.runs(), method, arguments));
        return (Records) proxy(
                Records.class,
                (method, arguments) -> method.getName().equals("runs") ? runs : method.invoke(records, arguments));
    }

    private static Object proxy(Class<?> type, Answer answer) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            try {
                return answer.to(method, arguments == null ? new Object[0] : arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        });
    }

    private interface Answer {
        Object to(Method method, Object[] arguments) throws ReflectiveOperationException;
    }
}
