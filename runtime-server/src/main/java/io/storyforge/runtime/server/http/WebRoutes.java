package io.storyforge.runtime.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** The pages: one document for every screen, its assets under the build's hash. */
final class WebRoutes {
    private static final List<String> PAGES = List.of(
            "/",
            "/login",
            "/strategy",
            "/governance",
            "/runs",
            "/runs/{id}",
            "/x/{plugin}/{screen}",
            "/import",
            "/admin/plugins",
            "/admin/policies");

    private final WebFiles files;

    WebRoutes(WebFiles files) {
        this.files = files;
    }

    void register(HttpRouting.Builder routing) {
        PAGES.forEach(page -> routing.route(Method.GET, page, this::page));
        routing.route(Method.GET, "/assets/{build}/{+name}", this::asset);
    }

    private void page(ServerRequest request, ServerResponse response) {
        response.header(Headers.POLICY, Headers.PAGE_POLICY);
        files.index().ifPresentOrElse(file -> send(request, response, file), () -> missing(response));
    }

    private void asset(ServerRequest request, ServerResponse response) {
        String build = request.path().pathParameters().get("build");
        String name = request.path().pathParameters().get("name");
        files.find(build, name)
                .ifPresentOrElse(
                        file -> {
                            response.header(HeaderValues.create(
                                    HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable"));
                            send(request, response, file);
                        },
                        () -> missing(response));
    }

    private static void send(ServerRequest request, ServerResponse response, WebFiles.WebFile file) {
        response.header(HeaderNames.CONTENT_TYPE, file.mediaType());
        response.header(HeaderNames.VARY, "Accept-Encoding");
        boolean gzip = request.headers()
                .first(HeaderNames.ACCEPT_ENCODING)
                .filter(accepted -> accepted.contains("gzip"))
                .isPresent();
        if (gzip) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
        }
        response.send(gzip ? file.gzip() : file.plain());
    }

    private static void missing(ServerResponse response) {
        Pipeline.send(response, Reply.of(Problem.notFound("file"), ""), "");
    }
}
