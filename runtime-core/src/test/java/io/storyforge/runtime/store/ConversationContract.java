package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.conversation.Message;
import io.storyforge.runtime.conversation.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions and messages. */
interface ConversationContract extends StoreFixture {
    @Test
    default void returnsSessionWithEveryField() {
        try (Scene scene = Scene.of(open())) {
            Session session = session(scene, "ann", "shop", 0);

            assertThat(found(scene, session)).contains(session);
            assertThat(scene.find(records -> records.conversations().find("nothing")))
                    .isEmpty();
        }
    }

    @Test
    default void takesTheSessionThatWasUsedLastAsCurrent() {
        try (Scene scene = Scene.of(open())) {
            Session older = session(scene, "ann", "shop", 0);
            Session newer = session(scene, "ann", "shop", 1);
            session(scene, "ann", "", 5);
            session(scene, "bob", "shop", 6);
            assertThat(current(scene, "ann", "shop")).contains(newer.id());

            append(scene, older, "user", 10);

            assertThat(current(scene, "ann", "shop")).contains(older.id());
            assertThat(current(scene, "nobody", "shop")).isEmpty();
        }
    }

    @Test
    default void takesSessionWithoutProjectAsCurrentWithoutProject() {
        try (Scene scene = Scene.of(open())) {
            session(scene, "ann", "shop", 3);
            Session alone = session(scene, "ann", "", 1);

            assertThat(current(scene, "ann", "")).contains(alone.id());
        }
    }

    @Test
    default void listsSessionsOfUserLastUsedFirst() {
        try (Scene scene = Scene.of(open())) {
            Session first = session(scene, "ann", "shop", 0);
            Session second = session(scene, "ann", "", 1);
            Session third = session(scene, "ann", "shop", 2);
            session(scene, "bob", "shop", 3);
            append(scene, first, "user", 10);

            assertThat(list(scene, Optional.empty(), 10)).containsExactly(first.id(), third.id(), second.id());
            assertThat(list(scene, Optional.of("shop"), 10)).containsExactly(first.id(), third.id());
            assertThat(list(scene, Optional.of(""), 10)).containsExactly(second.id());
            assertThat(list(scene, Optional.empty(), 2)).containsExactly(first.id(), third.id());
        }
    }

    @Test
    default void marksSessionAsUsedWhenMessageIsAppended() {
        try (Scene scene = Scene.of(open())) {
            Session session = session(scene, "ann", "shop", 0);

            append(scene, session, "user", 7);

            assertThat(found(scene, session).map(Session::updatedAt)).contains(Scene.later(7));
            assertThat(found(scene, session).map(Session::createdAt)).contains(session.createdAt());
        }
    }

    @Test
    default void returnsMessageWithEveryField() {
        try (Scene scene = Scene.of(open())) {
            Session session = session(scene, "ann", "shop", 0);
            Message message = new Message(
                    scene.newId(), session.id(), "agent", "第一行\n\"第二行\" 😀", "run-1", "dashboard", Scene.later(1));
            scene.write(records -> records.conversations().append(message, Scene.later(1)));

            assertThat(messages(scene, session, Optional.empty(), 10)).containsExactly(message);
        }
    }

    @Test
    default void returnsNewestMessagesOldestFirst() {
        try (Scene scene = Scene.of(open())) {
            Session session = session(scene, "ann", "shop", 0);
            List<Message> all = new ArrayList<>();
            for (int i = 1; i <= 7; i++) {
                all.add(append(scene, session, "user", i));
            }
            append(scene, session(scene, "ann", "shop", 8), "user", 9);

            assertThat(messages(scene, session, Optional.empty(), 3)).isEqualTo(all.subList(4, 7));
            assertThat(messages(scene, session, Optional.empty(), 100)).isEqualTo(all);
        }
    }

    @Test
    default void pagesThroughMessagesAfterTheGivenOne() {
        try (Scene scene = Scene.of(open())) {
            Session session = session(scene, "ann", "shop", 0);
            List<Message> all = new ArrayList<>();
            for (int i = 1; i <= 7; i++) {
                all.add(append(scene, session, "user", i));
            }

            assertThat(messages(scene, session, Optional.of(all.get(1).id()), 3))
                    .isEqualTo(all.subList(2, 5));
            assertThat(messages(scene, session, Optional.of(all.get(4).id()), 3))
                    .isEqualTo(all.subList(5, 7));
            assertThat(messages(scene, session, Optional.of(all.get(6).id()), 3))
                    .isEmpty();
        }
    }

    @Test
    default void pagesBackThroughMessagesBeforeTheGivenOne() {
        try (Scene scene = Scene.of(open())) {
            Session session = session(scene, "ann", "shop", 0);
            List<Message> all = new ArrayList<>();
            for (int i = 1; i <= 7; i++) {
                all.add(append(scene, session, "user", i));
                append(scene, session(scene, "ann", "shop", i), "user", i);
            }

            assertThat(before(scene, session, all.get(5).id(), 3)).isEqualTo(all.subList(2, 5));
            assertThat(before(scene, session, all.get(2).id(), 3)).isEqualTo(all.subList(0, 2));
            assertThat(before(scene, session, all.get(0).id(), 3)).isEmpty();
            assertThat(before(scene, session, "no-message", 3)).isEmpty();
        }
    }

    private static Session session(Scene scene, String userId, String projectId, int second) {
        Session session =
                new Session(scene.newId(), userId, projectId, "会话 " + second, Scene.later(second), Scene.later(second));
        scene.write(records -> records.conversations().insert(session));
        return session;
    }

    private static Message append(Scene scene, Session session, String role, int second) {
        Message message =
                new Message(scene.newId(), session.id(), role, "message " + second, "", "", Scene.later(second));
        scene.write(records -> records.conversations().append(message, Scene.later(second)));
        return message;
    }

    private static Optional<Session> found(Scene scene, Session session) {
        return scene.read(records -> records.conversations().find(session.id()));
    }

    private static Optional<String> current(Scene scene, String userId, String projectId) {
        return scene.read(
                records -> records.conversations().current(userId, projectId).map(Session::id));
    }

    private static List<String> list(Scene scene, Optional<String> projectId, int limit) {
        return scene.read(records -> records.conversations().list("ann", projectId, limit)).stream()
                .map(Session::id)
                .toList();
    }

    private static List<Message> before(Scene scene, Session session, String before, int limit) {
        return scene.read(records -> records.conversations().messagesBefore(session.id(), before, limit));
    }

    private static List<Message> messages(Scene scene, Session session, Optional<String> after, int limit) {
        return scene.read(records -> records.conversations().messages(session.id(), after, limit));
    }
}
