package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RunRecords;
import io.storyforge.runtime.store.RuntimeStore.CommitListener;
import io.storyforge.runtime.testkit.Front;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/** Events of runs that are there already, of which streams are told before they are committed. */
final class ToldBefore {
    private static final int MOST = 100;

    private final Queue<RunEvent> told = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Optional<CommitListener>> streams = new AtomicReference<>(Optional.empty());

    /** The streams are the first to listen; the engine, which begins work on what it hears, comes later. */
    void listening(CommitListener listener) {
        boolean ignored = streams.compareAndSet(Optional.empty(), Optional.of(listener));
    }

    /** Does the work, and tells the streams of its events. Called inside the transaction. */
    <T> T telling(Records records, Function<Records, T> work) {
        long before = records.runs().lastPosition();
        Set<String> users = new HashSet<>();
        T value = work.apply(noting(records, users));
        List<RunEvent> events = users.stream()
                .flatMap(user -> records.runs().feed(user, Optional.empty(), before, MOST).stream())
                .toList();
        told.addAll(events);
        streams.get().filter(listener -> !events.isEmpty()).ifPresent(listener -> listener.committed(events));
        return value;
    }

    /** What is stored, and what is only told. */
    Records showing(Records records) {
        return Front.runs(
                records,
                (runs, method, arguments) ->
                        method.getName().equals("feed") ? feed(runs, arguments) : method.invoke(runs, arguments));
    }

    private List<RunEvent> feed(RunRecords runs, Object[] arguments) {
        List<RunEvent> stored =
                runs.feed((String) arguments[0], Optional.empty(), (long) arguments[2], (int) arguments[3]);
        Set<Long> places = new HashSet<>();
        return Stream.concat(stored.stream(), told.stream())
                .filter(event -> event.place().lane().userId().equals(arguments[0])
                        && event.place().position() > (long) arguments[2]
                        && places.add(event.place().position()))
                .sorted(Comparator.comparingLong(event -> event.place().position()))
                .toList();
    }

    private static Records noting(Records records, Set<String> users) {
        return Front.runs(records, (runs, method, arguments) -> {
            if (method.getName().equals("update")) {
                users.add(((Run) arguments[0]).lane().userId());
            }
            return method.invoke(runs, arguments);
        });
    }
}
