package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.run.RunEvent;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One broken mechanism of a server, and the words of the complaint that a tester must make about it. */
enum Defect {
    ANSWERS_BEFORE_COMMIT("is lost"),
    RESCUES_NOTHING("do not come to an end"),
    TELLS_BEFORE_COMMIT("was seen as"),
    LEAVES_LANES_IDLE("do not come to an end"),
    DECIDES_ON_WHAT_IT_READ_BEFORE("confirmations of run"),
    IGNORES_KEYS("made two runs|has two runs|was answered"),
    LETS_TWO_RUNS_OF_A_LANE_RUN("two active runs|was active while"),
    STREAMS_FROM_NOW("left out"),
    STREAMS_REPEAT("gave"),
    STREAMS_HAVE_GAPS("left out"),
    FORGETS_EVENTS("its last event says");

    private final String complaint;

    Defect(String complaint) {
        this.complaint = complaint;
    }

    boolean isNamedBy(List<String> violations) {
        Pattern words = Pattern.compile(complaint);
        return violations.stream().anyMatch(words.asPredicate());
    }

    /**
     * Answers a call in place of the sound records, or passes it on.
     *
     * @param repeated the places in the log from which a stream was given something twice
     */
    Object call(Object records, Method method, Object[] arguments, Set<Long> repeated)
            throws ReflectiveOperationException {
        return switch (this) {
            case RESCUES_NOTHING -> method.getName().equals("inStatus") ? List.of() : method.invoke(records, arguments);
            case IGNORES_KEYS -> ignoringKeys(records, method, arguments);
            case LETS_TWO_RUNS_OF_A_LANE_RUN ->
                method.getName().equals("active") ? Optional.empty() : method.invoke(records, arguments);
            case STREAMS_FROM_NOW, STREAMS_REPEAT, STREAMS_HAVE_GAPS ->
                method.getName().equals("feed")
                        ? feed(records, method, arguments, repeated)
                        : method.invoke(records, arguments);
            case FORGETS_EVENTS -> forgetful(records, method, arguments);
            case LEAVES_LANES_IDLE ->
                method.getName().equals("nextQueued") ? Optional.empty() : method.invoke(records, arguments);
            case ANSWERS_BEFORE_COMMIT, TELLS_BEFORE_COMMIT, DECIDES_ON_WHAT_IT_READ_BEFORE ->
                method.invoke(records, arguments);
        };
    }

    private static Object ignoringKeys(Object records, Method method, Object[] arguments)
            throws ReflectiveOperationException {
        boolean answers = method.getDeclaringClass().getSimpleName().equals("AnswerRecords");
        if (answers && method.getName().equals("find")) {
            return Optional.empty();
        }
        return answers && method.getName().equals("keep") ? Optional.empty() : method.invoke(records, arguments);
    }

    private Object feed(Object records, Method method, Object[] arguments, Set<Long> repeated)
            throws ReflectiveOperationException {
        long after = (long) arguments[2];
        // Once for each place: a stream that always repeated would never get on.
        if (this == STREAMS_REPEAT && repeated.add(after)) {
            arguments[2] = Math.max(0, after - 1);
        }
        List<RunEvent> events = new ArrayList<>((List<?>) method.invoke(records, arguments))
                .stream().map(RunEvent.class::cast).toList();
        return switch (this) {
            case STREAMS_FROM_NOW -> events.stream().filter(Defect::isNew).toList();
            case STREAMS_HAVE_GAPS -> events.size() > 1 ? events.subList(1, events.size()) : events;
            default -> events;
        };
    }

    private static boolean isNew(RunEvent event) {
        return event.createdAt().isAfter(Instant.now().minus(Duration.ofMillis(100)));
    }

    private static Object forgetful(Object records, Method method, Object[] arguments)
            throws ReflectiveOperationException {
        if (method.getName().equals("update") && String.valueOf(arguments[1]).contains("type=DONE")) {
            arguments[1] = List.of();
        }
        return method.invoke(records, arguments);
    }
}
