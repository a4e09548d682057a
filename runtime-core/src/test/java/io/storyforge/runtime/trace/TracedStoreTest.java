package io.storyforge.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.store.InMemoryStore;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.store.RuntimeStoreContract;
import io.storyforge.runtime.store.StoreBusyException;
import io.storyforge.runtime.store.StoreUnavailableException;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A traced store keeps the contract, and says how its calls went. */
final class TracedStoreTest implements RuntimeStoreContract {
    private final RecordingTracing tracing = new RecordingTracing();

    @Override
    public RuntimeStore open() {
        return new TracedStore(new InMemoryStore(), tracing);
    }

    @Test
    void eachCallIsASpan() {
        try (RuntimeStore store = open()) {
            store.read(records -> records.runs().lastPosition());
            store.write(records -> records.runs().lastPosition());
        }

        assertThat(tracing.lines())
                .containsExactly("begin store.read", "end store.read", "begin store.write", "end store.write");
    }

    @Test
    void failureOfTheStoreIsToldAndOneOfTheWorkIsNot() {
        try (RuntimeStore busy = failing(new StoreBusyException(1));
                RuntimeStore broken = failing(new StoreUnavailableException("the disk is gone"));
                RuntimeStore refusing = failing(new IllegalArgumentException("no such run"))) {
            assertThatThrownBy(() -> busy.write(records -> 1)).isInstanceOf(StoreBusyException.class);
            assertThatThrownBy(() -> broken.read(records -> 1)).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> refusing.write(records -> 1)).isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(tracing.lines())
                .containsExactly(
                        "begin store.write",
                        "store.write failed: busy",
                        "end store.write",
                        "begin store.read",
                        "store.read failed: unavailable",
                        "end store.read",
                        "begin store.write",
                        "end store.write");
    }

    @Test
    void nothingIsMadeWhileNobodyLooks() {
        Span span = Tracing.OFF.request("any", () -> {
            throw new AssertionError("no header is looked at");
        });

        assertThat(span).isSameAs(Span.NONE);
        assertThat(span.with("a", "b").linkedTo(Tracing.OFF.here()).failed("c")).isSameAs(Span.NONE);
        assertThat(Tracing.OFF.begin(Tracing.Kind.WORK, "any")).isSameAs(Span.NONE);
        assertThat(Tracing.OFF.here()).isSameAs(Link.NONE);
        Callable<Integer> code = () -> 1;
        assertThat(Tracing.OFF.carried(code)).isSameAs(code);
    }

    private RuntimeStore failing(RuntimeException failure) {
        return new TracedStore(
                new RuntimeStore() {
                    @Override
                    public <T> T read(Function<Records, T> queries) {
                        throw failure;
                    }

                    @Override
                    public <T> T write(Function<Records, T> work) {
                        throw failure;
                    }

                    @Override
                    public void onCommit(CommitListener listener) {
                        throw failure;
                    }

                    @Override
                    public void close() {}
                },
                tracing);
    }
}
