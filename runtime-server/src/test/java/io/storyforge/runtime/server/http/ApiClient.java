package io.storyforge.runtime.server.http;

import io.storyforge.runtime.server.contract.OpenApiContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client of a real server. Every exchange is held to the API document and to the promise that no answer shows the
 * server's inside. Immutable, safe for use by many threads.
 */
public final class ApiClient {
    static final OpenApiContract CONTRACT = OpenApiContract.load();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final List<String> CANARIES = List.of("Exception", "at io.", "at java.", ".java:");

    private final int port;
    private final Map<String, String> headers;
    private final boolean documented;
    private final boolean mayShowCauses;

    private ApiClient(int port, Map<String, String> headers, boolean documented, boolean mayShowCauses) {
        this.port = port;
        this.headers = headers;
        this.documented = documented;
        this.mayShowCauses = mayShowCauses;
    }

    /** A client without credentials. */
    public static ApiClient of(int port) {
        return new ApiClient(port, Map.of(), true, false);
    }

    /** The same with one more header. */
    public ApiClient with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new ApiClient(port, all, documented, mayShowCauses);
    }

    /** The same with a bearer token. */
    public ApiClient token(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same with an idempotency key. */
    public ApiClient key(String key) {
        return with("Idempotency-Key", key);
    }

    /** The same for requests that no operation is documented for; what it gets must be problems. */
    ApiClient offTheMap() {
        return new ApiClient(port, headers, false, mayShowCauses);
    }

    /** The same for what operators see of plugins: class and message of what plugins threw. */
    ApiClient showingCauses() {
        return new ApiClient(port, headers, documented, true);
    }

    /** The same for the server at another port. */
    public ApiClient at(int otherPort) {
        return new ApiClient(otherPort, headers, documented, mayShowCauses);
    }

    /** Gets. */
    public Answer get(String path) {
        return send("GET", path, Optional.empty());
    }

    /** Posts without a body. */
    public Answer post(String path) {
        return send("POST", path, Optional.empty());
    }

    /** Posts a value as JSON. */
    public Answer post(String path, Object value) {
        return send("POST", path, Optional.of(Payload.json(value)));
    }

    /** Puts a value as JSON. */
    public Answer put(String path, Object value) {
        return send("PUT", path, Optional.of(Payload.json(value)));
    }

    /** Posts any payload. */
    public Answer send(String path, Payload payload) {
        return send("POST", path, Optional.of(payload));
    }

    /** Sends anything. */
    public Answer send(String method, String path, Optional<Payload> payload) {
        HttpRequest.Builder request =
                request(path).method(method, payload.map(Payload::publisher).orElse(BodyPublishers.noBody()));
        payload.filter(sent -> !sent.contentType().isEmpty())
                .ifPresent(sent -> request.header("Content-Type", sent.contentType()));
        HttpResponse<String> response = exchange(request.build());
        Answer answer = new Answer(method + " " + path, response.statusCode(), response.headers(), response.body());
        check(method, path, payload, answer);
        return answer;
    }

    /** Opens a stream; the caller closes it. */
    public HttpResponse<InputStream> open(String path) {
        try {
            return HTTP.send(request(path).GET().build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        return request;
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check(String method, String path, Optional<Payload> payload, Answer answer) {
        boolean shown = CANARIES.stream().anyMatch(answer.body()::contains);
        if (shown && !mayShowCauses) {
            throw new AssertionError(answer.asked() + " shows the server's inside: " + answer.body());
        }
        if (documented) {
            String type = answer.header("Content-Type");
            CONTRACT.check(method, path, payload.map(Payload::text), answer.status(), type, answer.body());
        } else if (!answer.body().isEmpty() && answer.status() >= 400) {
            CONTRACT.checkValue("Problem", answer.body());
        }
    }
}
