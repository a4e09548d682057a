package io.storyforge.runtime.testkit;

import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A sound store that is seen through something: what is wrong with it is what a test makes wrong. */
public class StoreFront implements RuntimeStore {
    private final RuntimeStore sound;
    private final UnaryOperator<Records> shown;

    /** The store, whose records are shown so. */
    public StoreFront(RuntimeStore sound, UnaryOperator<Records> shown) {
        this.sound = sound;
        this.shown = shown;
    }

    @Override
    public <T> T read(Function<Records, T> queries) {
        return sound.read(records -> queries.apply(shown.apply(records)));
    }

    @Override
    public <T> T write(Function<Records, T> work) {
        return sound.write(records -> work.apply(shown.apply(records)));
    }

    @Override
    public void onCommit(CommitListener listener) {
        sound.onCommit(listener);
    }

    @Override
    public void close() {
        sound.close();
    }
}
