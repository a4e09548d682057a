package io.storyforge.runtime.server.http;

import io.storyforge.runtime.conversation.Message;
import io.storyforge.runtime.conversation.Session;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.spi.Limits;
import io.storyforge.runtime.spi.Wording;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The conversation layer: sessions and messages. */
final class SessionRoutes {
    private static final String BASE = "/v2/oneliner/sessions";
    private static final int MAX_CONTENT = 8_000;
    private static final Wording UNTITLED = Wording.of("新会话", "New session");

    private final Backend backend;

    SessionRoutes(Backend backend) {
        this.backend = backend;
    }

    List<Route> routes() {
        return List.of(
                Route.get(BASE, this::list),
                Route.post(BASE, this::create),
                Route.get(BASE + "/{id}/messages", this::messages),
                Route.post(BASE + "/{id}/messages", this::append));
    }

    /** A session as the API shows it. */
    public record SessionView(String id, String projectId, String title, String createdAt, String updatedAt) {
        static SessionView of(Session session) {
            return new SessionView(
                    session.id(),
                    session.projectId(),
                    session.title(),
                    Times.text(session.createdAt()),
                    Times.text(session.updatedAt()));
        }
    }

    /** A message as the API shows it. */
    public record MessageView(
            String id,
            String sessionId,
            String role,
            String content,
            String runId,
            String sourceScreen,
            String createdAt) {
        static MessageView of(Message message) {
            return new MessageView(
                    message.id(),
                    message.sessionId(),
                    message.role(),
                    message.content(),
                    message.runId(),
                    message.sourceScreen(),
                    Times.text(message.createdAt()));
        }
    }

    private Reply list(Exchange exchange) {
        int limit = exchange.limit(20);
        Optional<String> projectId = exchange.query("project_id");
        return backend.store().read(records -> {
            projectId.ifPresent(id -> Projects.check(records, exchange.caller(), id));
            List<Session> sessions =
                    records.conversations().list(exchange.caller().userId(), projectId, limit);
            return Reply.json(
                    200, Page.whole(sessions.stream().map(SessionView::of).toList()));
        });
    }

    private Reply create(Exchange exchange) {
        Input input = exchange.input();
        String projectId = input.text("project_id", Limits.KEY);
        String title = input.optionalText("title", Limits.TITLE).orElse(UNTITLED.in(exchange.language()));
        input.check();
        return backend.writes().write(exchange, records -> {
            Projects.check(records, exchange.caller(), projectId);
            Instant now = now();
            Session session = new Session(backend.ids().get(), exchange.caller().userId(), projectId, title, now, now);
            records.conversations().insert(session);
            return Reply.json(201, SessionView.of(session));
        });
    }

    private Reply messages(Exchange exchange) {
        int limit = exchange.limit(50);
        Optional<String> after = exchange.query("after").filter(id -> !id.isEmpty());
        Optional<String> before = exchange.query("before").filter(id -> !id.isEmpty());
        if (after.isPresent() && before.isPresent()) {
            throw Problem.badParameter("before", "before and after exclude each other")
                    .asException();
        }
        return backend.store().read(records -> {
            Session session = own(records, exchange);
            List<Message> found = before.isPresent()
                    ? records.conversations().messagesBefore(session.id(), before.get(), limit)
                    : records.conversations().messages(session.id(), after, limit);
            return Reply.json(
                    200, Page.whole(found.stream().map(MessageView::of).toList()));
        });
    }

    private Reply append(Exchange exchange) {
        Input input = exchange.input();
        String content = input.requiredText("content", MAX_CONTENT);
        String screen = input.text("source_screen", Limits.KEY);
        input.check();
        return backend.writes().write(exchange, records -> {
            Session session = own(records, exchange);
            Message message = new Message(backend.ids().get(), session.id(), "user", content, "", screen, now());
            records.conversations().append(message, now());
            return Reply.json(201, MessageView.of(message));
        });
    }

    private static Session own(Records records, Exchange exchange) {
        return records.conversations()
                .find(exchange.path("id"))
                .filter(session -> session.userId().equals(exchange.caller().userId()))
                .orElseThrow(() -> Problem.notFound("session").asException());
    }

    private Instant now() {
        return backend.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
