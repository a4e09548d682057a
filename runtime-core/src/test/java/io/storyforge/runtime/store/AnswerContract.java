package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.store.AnswerRecords.Answer;
import io.storyforge.runtime.store.AnswerRecords.AnswerKey;
import org.junit.jupiter.api.Test;

/** Answers kept for idempotency keys. */
interface AnswerContract extends StoreFixture {
    @Test
    default void returnsKeptAnswerUnderItsWholeKeyOnly() {
        try (Scene scene = Scene.of(open())) {
            AnswerKey key = new AnswerKey("ann", "POST /v2/oneliner/runs", "key-1");
            Answer answer = new Answer("abc123", 201, "{\"title\":\"变化\"}");
            keep(scene, key, answer, 0);

            assertThat(scene.find(records -> records.answers().find(key))).contains(answer);
            assertThat(has(scene, new AnswerKey("bob", key.route(), key.key()))).isFalse();
            assertThat(has(scene, new AnswerKey(key.userId(), "POST /other", key.key())))
                    .isFalse();
            assertThat(has(scene, new AnswerKey(key.userId(), key.route(), "key-2")))
                    .isFalse();
        }
    }

    @Test
    default void forgetsAnswersFromBeforeTheGivenTime() {
        try (Scene scene = Scene.of(open())) {
            AnswerKey old = keep(scene, "old", 1);
            AnswerKey border = keep(scene, "border", 2);
            AnswerKey recent = keep(scene, "recent", 3);

            assertThat(forget(scene, 2, 10)).isEqualTo(1);
            assertThat(has(scene, old)).isFalse();
            assertThat(has(scene, border)).isTrue();
            assertThat(has(scene, recent)).isTrue();
            assertThat(forget(scene, 2, 10)).isZero();
        }
    }

    @Test
    default void forgetsAtMostTheLimit() {
        try (Scene scene = Scene.of(open())) {
            for (int i = 0; i < 5; i++) {
                keep(scene, "key-" + i, i);
            }

            assertThat(forget(scene, 100, 3)).isEqualTo(3);
            assertThat(forget(scene, 100, 3)).isEqualTo(2);
            assertThat(forget(scene, 100, 3)).isZero();
        }
    }

    @Test
    default void forgetsAnswerOfWriteThatThrew() {
        try (Scene scene = Scene.of(open())) {
            AnswerKey key = new AnswerKey("ann", "POST /v2/oneliner/runs", "key-1");
            try {
                scene.write(records -> {
                    records.answers().keep(key, new Answer("a", 200, "{}"), Scene.NOW);
                    throw new IllegalStateException("after keeping");
                });
            } catch (IllegalStateException ignored) { // the test is about what is left
                assertThat(has(scene, key)).isFalse();
            }
            keep(scene, key, new Answer("a", 200, "{}"), 0);

            assertThat(has(scene, key)).isTrue();
        }
    }

    private static AnswerKey keep(Scene scene, String name, int second) {
        AnswerKey key = new AnswerKey("ann", "POST /v2/oneliner/runs", name);
        keep(scene, key, new Answer("hash", 200, "{}"), second);
        return key;
    }

    private static void keep(Scene scene, AnswerKey key, Answer answer, int second) {
        scene.write(records -> records.answers().keep(key, answer, Scene.later(second)));
    }

    private static boolean has(Scene scene, AnswerKey key) {
        return scene.read(records -> records.answers().find(key)).isPresent();
    }

    private static int forget(Scene scene, int second, int limit) {
        return scene.store().<Integer>write(records -> records.answers().forget(Scene.later(second), limit));
    }
}
