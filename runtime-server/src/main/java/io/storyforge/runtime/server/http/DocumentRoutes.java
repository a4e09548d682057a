package io.storyforge.runtime.server.http;

import io.storyforge.runtime.project.StoredDocument;
import io.storyforge.runtime.server.http.Problem.FieldError;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.server.imports.DocumentImport;
import io.storyforge.runtime.server.imports.ImportRefusedException;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Limits;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The documents that tools read: imported as a JSON array or CSV, or written one by one. */
final class DocumentRoutes {
    private static final String BASE = ProjectRoutes.BASE + "/{id}/documents";
    private static final Pattern COLLECTION = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final Backend backend;

    DocumentRoutes(Backend backend) {
        this.backend = backend;
    }

    List<Route> routes() {
        return List.of(
                Route.get(BASE, this::collections),
                Route.get(BASE + "/{collection}", this::list),
                Route.post(BASE + "/{collection}", this::importAll).importing(),
                Route.get(BASE + "/{collection}/{key}", this::get),
                Route.post(BASE + "/{collection}/{key}", this::put));
    }

    /** A document as the API shows it. */
    public record DocumentView(String key, Map<String, Object> content, String updatedAt) {
        static DocumentView of(StoredDocument document) {
            return new DocumentView(document.key(), document.content().asMap(), Times.text(document.updatedAt()));
        }
    }

    /** What an import did. */
    public record ImportView(String collection, int imported, int created, int updated) {}

    private Reply collections(Exchange exchange) {
        return backend.store()
                .read(records ->
                        Reply.json(200, Page.whole(records.documents().collections(project(records, exchange)))));
    }

    private Reply list(Exchange exchange) {
        int limit = exchange.limit(50);
        String collection = collection(exchange);
        String after = exchange.query("cursor").orElse("");
        return backend.store().read(records -> {
            String project = project(records, exchange);
            List<StoredDocument> found = records.documents().page(project, collection, after, limit + 1);
            return Reply.json(200, Page.of(found, limit, DocumentView::of, StoredDocument::key));
        });
    }

    private Reply get(Exchange exchange) {
        String collection = collection(exchange);
        return backend.store()
                .read(records -> records.documents()
                        .find(project(records, exchange), collection, exchange.path("key"))
                        .map(document -> Reply.json(200, DocumentView.of(document)))
                        .orElseThrow(() -> Problem.notFound("document").asException()));
    }

    private Reply importAll(Exchange exchange) {
        String collection = collection(exchange);
        DocumentImport documents = read(exchange.body(), collection, exchange.query("key"));
        Instant now = now();
        return backend.writes().write(exchange, records -> {
            String project = project(records, exchange);
            int created = 0;
            for (Map.Entry<String, Map<String, Object>> row : documents.byKey().entrySet()) {
                StoredDocument document = new StoredDocument(row.getKey(), Content.of(row.getValue()), now);
                if (records.documents().put(project, collection, document)) {
                    created++;
                }
            }
            int imported = documents.byKey().size();
            return Reply.json(200, new ImportView(collection, imported, created, imported - created));
        });
    }

    private static DocumentImport read(Body body, String collection, Optional<String> keys) {
        try {
            return switch (body.mediaType()) {
                case "application/json" -> DocumentImport.ofJson(body.json(), collection, keys);
                case "text/csv" -> DocumentImport.ofCsv(body.bytes(), collection, keys);
                default -> throw Body.unsupported("application/json or text/csv");
            };
        } catch (ImportRefusedException e) {
            if (e.problems().isEmpty()) {
                throw Problem.of(400, "malformed-csv", "The body is not CSV", String.valueOf(e.getMessage()))
                        .asException();
            }
            throw Problem.validation(e.problems().stream()
                            .map(problem -> new FieldError(problem.pointer(), problem.code(), problem.detail()))
                            .toList())
                    .asException();
        }
    }

    private Reply put(Exchange exchange) {
        String collection = collection(exchange);
        String key = exchange.path("key");
        if (key.length() > Limits.LABEL) {
            throw Problem.badParameter("key", "a key has at most %d characters".formatted(Limits.LABEL))
                    .asException();
        }
        Map<String, Object> content = exchange.input().whole();
        StoredDocument document = new StoredDocument(key, Content.of(content), now());
        return backend.writes().write(exchange, records -> {
            boolean created = records.documents().put(project(records, exchange), collection, document);
            return Reply.json(created ? 201 : 200, DocumentView.of(document));
        });
    }

    private static String project(Records records, Exchange exchange) {
        Caller caller = exchange.caller();
        return Projects.visible(records, caller, exchange.path("id")).id();
    }

    private static String collection(Exchange exchange) {
        String name = exchange.path("collection");
        if (!COLLECTION.matcher(name).matches()) {
            throw Problem.badParameter("collection", "a collection's name must match " + COLLECTION)
                    .asException();
        }
        return name;
    }

    private Instant now() {
        return backend.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
