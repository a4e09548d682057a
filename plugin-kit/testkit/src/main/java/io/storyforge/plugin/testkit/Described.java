package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a source says, as text that can be compared and read. */
final class Described {
    private Described() {}

    static String source(HandoffSource source) {
        SourceDescriptor descriptor = source.descriptor();
        String actions = descriptor.actions().stream().map(Described::action).collect(Collectors.joining("\n"));
        String tools = source.tools().stream()
                .map(AgentTool::descriptor)
                .map(tool -> "tool %s %s %s".formatted(tool.key(), tool.labels(), tool.effect()))
                .collect(Collectors.joining("\n"));
        return "screen %s%n%s%n%s%n%s".formatted(descriptor.screen(), actions, descriptor.settings(), tools);
    }

    static String outcome(HandoffOutcome outcome) {
        return switch (outcome) {
            case HandoffOutcome.Declined(String reason) -> "declined: " + reason;
            case HandoffOutcome.Drafted(RunDraft draft) -> draft(draft);
        };
    }

    /** What an answer would do, whatever words it uses. */
    static String work(HandoffOutcome outcome) {
        return switch (outcome) {
            case HandoffOutcome.Declined ignored -> "declined";
            case HandoffOutcome.Drafted(RunDraft draft) ->
                draft.steps().stream()
                        .map(step -> "%s %s".formatted(step.tool().orElse("-"), sorted(step.arguments())))
                        .collect(Collectors.joining("\n"));
        };
    }

    private static String action(SourceDescriptor.Action action) {
        String offers = action.offers().stream()
                .map(offer -> "%s %s %s".formatted(offer.labels(), offer.summaries(), sorted(offer.fields())))
                .collect(Collectors.joining("; "));
        return "action %s %s %s %s %s %s [%s]"
                .formatted(
                        action.key(),
                        action.labels(),
                        action.summaries(),
                        action.slot(),
                        action.platform(),
                        action.effect(),
                        offers);
    }

    private static String draft(RunDraft draft) {
        String steps = draft.steps().stream()
                .map(step -> "%s | %s | %s | %s"
                        .formatted(step.title(), step.tool().orElse("-"), sorted(step.arguments()), step.detail()))
                .collect(Collectors.joining("\n"));
        return "drafted: %s | %s | %s | %s | %s %s%n%s"
                .formatted(
                        draft.title(),
                        draft.goal(),
                        draft.summary(),
                        draft.intentKey(),
                        draft.platform(),
                        draft.platformScope(),
                        steps);
    }

    private static Map<String, Object> sorted(Map<String, ?> values) {
        return new TreeMap<>(values);
    }
}
