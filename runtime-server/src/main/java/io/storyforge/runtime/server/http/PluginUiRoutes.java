package io.storyforge.runtime.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.storyforge.runtime.plugin.Plugin;
import io.storyforge.runtime.plugin.PluginRegistry;
import io.storyforge.runtime.plugin.PluginUi;
import java.util.function.Supplier;

/**
 * The files of plugins' screens, from memory by exact name. The hash of the files is in the path, so browsers may keep
 * them; another hash is another plugin's build, which is not there any more.
 */
final class PluginUiRoutes {
    static final Route ROUTE = Route.get("/plugins/{id}/ui/{hash}/{file}", exchange -> {
        throw new IllegalStateException("a file is not answered with one reply");
    });

    private final PluginRegistry plugins;
    private final Authentication authentication;
    private final Supplier<String> ids;

    PluginUiRoutes(PluginRegistry plugins, Authentication authentication, Supplier<String> ids) {
        this.plugins = plugins;
        this.authentication = authentication;
        this.ids = ids;
    }

    void register(HttpRouting.Builder routing) {
        routing.route(Method.GET, "/plugins/{id}/ui/{hash}/{+file}", this::file);
    }

    private void file(ServerRequest request, ServerResponse response) {
        String requestId = ids.get();
        PluginUi.UiFile file;
        try {
            authentication.caller(request, ROUTE);
            file = find(request);
        } catch (RuntimeException e) {
            Pipeline.send(response, Reply.of(Pipeline.problem(e, requestId), requestId), requestId);
            return;
        }
        response.header(Headers.REQUEST_ID, requestId);
        response.header(HeaderNames.CONTENT_TYPE, file.mediaType());
        // Private: whoever may not call the API may not have its plugins' screens from a shared cache either.
        response.header(HeaderNames.CACHE_CONTROL, "private, max-age=31536000, immutable");
        response.send(file.content());
    }

    private PluginUi.UiFile find(ServerRequest request) {
        String hash = request.path().pathParameters().get("hash");
        return plugins.active().stream()
                .filter(plugin ->
                        plugin.id().equals(request.path().pathParameters().get("id")))
                .map(Plugin::artifact)
                .filter(artifact -> artifact.ui().hash().equals(hash))
                .findFirst()
                .flatMap(artifact ->
                        artifact.ui().file(request.path().pathParameters().get("file")))
                .orElseThrow(() -> Problem.notFound("file").asException());
    }
}
