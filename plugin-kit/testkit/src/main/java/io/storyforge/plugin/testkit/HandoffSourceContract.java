package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the host expects of every source, as tests: a test class implements this and says how the source is made.
 *
 * <pre>{@code
 * final class DashboardHandoffTest implements HandoffSourceContract {
 *     @Override
 *     public HandoffSource source() {
 *         return new DashboardHandoff();
 *     }
 * }
 * }</pre>
 */
public interface HandoffSourceContract {

    /** A new source, not started. */
    HandoffSource source();

    /** The fields with which the page presses the action; they lead to a draft. None unless said. */
    default Map<String, String> fields(String actionKey) {
        return Map.of();
    }

    /** The settings that an operator gives; required ones must be among them. None unless said. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** The project's documents. None unless said. */
    default InMemoryDocuments documents() {
        return new InMemoryDocuments();
    }

    /** The governance layers, weakest first. None unless said. */
    default List<Map<String, Object>> layers() {
        return List.of();
    }

    /** The host reads the descriptor once: it is the same each time. */
    @Test
    default void describesItselfTheSameEachTime() {
        HandoffSource source = source();
        String first = Described.source(source);

        Checks.same("descriptor() and tools()", first, Described.source(source));
        Checks.same("descriptor() and tools() of another instance", first, Described.source(source()));
    }

    /** With its fields each action is drafted; plans name tools that are there, and do nothing worse than their action says. */
    @Test
    default void draftsPlansThatCanRun() {
        try (SourceUnderTest source = SourceUnderTest.started(this)) {
            source.eachAction(action -> PlanRules.check(
                    source.hosted(),
                    action,
                    new PressedAction(action.key(), source.press(action, fields(action.key()))).drafted()));
        }
    }

    /** Without any field there is a draft, or words on what is missing. */
    @Test
    default void answersWithoutFields() {
        try (SourceUnderTest source = SourceUnderTest.started(this)) {
            source.eachAction(action -> source.press(action, Map.of()));
        }
    }

    /** The fields come from a browser: nothing about them is sure. */
    @Test
    default void answersToHostileFields() {
        try (SourceUnderTest source = SourceUnderTest.started(this)) {
            source.eachAction(action ->
                    HostileFields.like(fields(action.key()), action).forEach(fields -> source.press(action, fields)));
        }
    }

    /** The same input drafts the same plan: people compare, and tests can. */
    @Test
    default void answersTheSameToTheSame() {
        try (SourceUnderTest source = SourceUnderTest.started(this)) {
            source.eachAction(action -> Checks.same(
                    "two answers to '%s'".formatted(action.key()),
                    Described.outcome(source.press(action, fields(action.key()))),
                    Described.outcome(source.press(action, fields(action.key())))));
        }
    }

    /** Words are in the person's language, what is done is not: the same steps with the same arguments. */
    @Test
    default void plansTheSameWorkInEachLanguage() {
        try (SourceUnderTest source = SourceUnderTest.started(this)) {
            source.eachAction(action -> Checks.same(
                    "the work of '%s' in Chinese and in English".formatted(action.key()),
                    Described.work(source.press(action, fields(action.key()), Language.CHINESE)),
                    Described.work(source.press(action, fields(action.key()), Language.ENGLISH))));
        }
    }

    /** The host calls a source from several threads at once. */
    @Test
    default void answersEightPeopleAtOnce() {
        try (SourceUnderTest source = SourceUnderTest.started(this)) {
            source.eachAction(action -> {
                String alone = Described.outcome(source.press(action, fields(action.key())));

                source.pressAtOnce(action, fields(action.key()), 8)
                        .forEach(outcome -> Checks.same(
                                "an answer among eight to '%s'".formatted(action.key()),
                                alone,
                                Described.outcome(outcome)));
            });
        }
    }

    /** A call over its limit is interrupted: it must end, or its thread is lost until the server is restarted. */
    @Test
    default void endsWhenItIsInterrupted() {
        try (SourceUnderTest source = SourceUnderTest.started(this)) {
            source.eachAction(action -> source.interrupt(action, fields(action.key())));
        }
    }

    /** Each tool says something to a step that gives it nothing. */
    @Test
    default void toolsAnswerWithoutArguments() {
        try (SourceUnderTest source = SourceUnderTest.started(this)) {
            source.callEachTool();
        }
    }

    /** A cancelled step ends: by itself, or by the exception that the cancellation throws. */
    @Test
    default void toolsEndWhenCancelled() {
        try (SourceUnderTest source = SourceUnderTest.started(this)) {
            source.cancelEachTool();
        }
    }

    /** The host starts and stops a source once each; stopping leaves none of its threads behind. */
    @Test
    default void startsAndStopsOnce() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        SourceUnderTest.started(this).close();

        SourceUnderTest.leavesNoThread(before);
    }

    /** The operator can only give what the descriptor declares. */
    @Test
    default void readsDeclaredSettingsOnly() {
        try (SourceUnderTest source = SourceUnderTest.started(this)) {
            source.eachAction(action -> source.press(action, fields(action.key())));

            List<String> declared = source.descriptor().settings().stream()
                    .map(SourceDescriptor.Setting::key)
                    .toList();
            Checks.that(
                    declared.containsAll(source.settingsRead()),
                    () -> "settings are read that the descriptor does not declare: read %s, declared %s"
                            .formatted(source.settingsRead(), declared));
        }
    }
}
