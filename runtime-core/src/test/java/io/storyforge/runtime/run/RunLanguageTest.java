package io.storyforge.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.RunDecision.Accepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A run is told in one language, whatever happens to it. */
final class RunLanguageTest {
    /** What people and plugins said in the samples: it stays as they said it. */
    private static final Pattern SAID = Pattern.compile(Stream.concat(
                    SampleRuns.plan().steps().stream().flatMap(step -> Stream.of(step.title(), step.detail())),
                    Stream.of("读取了 30 个账号", "没有数据", "多少个？", "数量", "完成", "写入", "检查"))
            .filter(text -> !text.isEmpty())
            .map(Pattern::quote)
            .reduce("(?!)", (one, other) -> one + "|" + other));

    @Test
    void speaksEnglishInEverySituationToWhoeverAskedInEnglish() {
        List<String> told = everything(true);

        assertThat(told)
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        text -> assertThat(SAID.matcher(text).replaceAll("")).doesNotContainPattern("\\p{IsHan}"));
        assertThat(told)
                .contains("Waiting for the main agent", "The main agent is working on it", "Confirmed", "Cancelled")
                .anyMatch(text -> text.startsWith("The service was interrupted in the middle of the step"));
    }

    @Test
    void speaksChineseOtherwise() {
        List<String> told = everything(false);

        assertThat(told).contains("等待主 Agent 执行", "主 Agent 正在执行", "已确认", "已取消").hasSameSizeAs(everything(true));
        assertThat(told).noneMatch(text -> text.matches("[A-Z][a-z]+ .*"));
    }

    private static List<String> everything(boolean english) {
        Stream<Run> runs = Stream.concat(
                Situations.all().values().stream().map(Situations.Situation::run),
                Stream.of(Situations.inStepWithEffects()));
        return runs.map(run -> english ? SampleRuns.inEnglish(run) : run)
                .flatMap(run -> Situations.commands().stream().flatMap(command -> told(run, command)))
                .toList();
    }

    private static Stream<String> told(Run run, RunCommand command) {
        Instant now = command instanceof RunCommand.Expire ? SampleRuns.EXPIRES : SampleRuns.NOW;
        return RunMachine.decide(run, command, now) instanceof Accepted accepted
                ? told(accepted).stream()
                : Stream.empty();
    }

    private static List<String> told(Accepted accepted) {
        Run run = accepted.run();
        List<String> told = new ArrayList<>(
                List.of(run.head().state().summary(), run.head().state().blockedReason()));
        accepted.events().forEach(event -> told.add(event.summary()));
        run.plan().steps().forEach(step -> told.add(step.progress().detail()));
        run.waiting().ifPresent(waiting -> {
            told.add(waiting.question().prompt());
            waiting.question().fields().forEach(field -> {
                told.add(field.label());
                told.addAll(field.choices().values());
            });
        });
        return told;
    }
}
