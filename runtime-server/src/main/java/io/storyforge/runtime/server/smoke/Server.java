package io.storyforge.runtime.server.smoke;

import io.storyforge.runtime.server.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The server under test. Follows no redirect: the token goes to the address that was given and to no other. Every failure
 * is a {@link SmokeFailure}. Safe for use by many threads.
 */
final class Server implements AutoCloseable {
    private static final long LARGEST_ANSWER = 8L << 20;

    private final HttpClient http;
    private final String base;
    private final Optional<String> token;
    private final Duration patience;

    Server(URI base, Optional<String> token, Duration patience) {
        this.base = base.toString().replaceAll("/+$", "");
        this.token = token;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    Map<?, ?> get(String path) {
        return answer(path, request(path).GET());
    }

    Map<?, ?> post(String path, String idempotencyKey, Map<String, ?> body) {
        return answer(
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofString(JsonText.object(body))));
    }

    /** The body of an answer that goes on, once the server has accepted the request. */
    InputStream open(String path) {
        HttpResponse<InputStream> response =
                send(path, request(path).GET().timeout(patience).build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new SmokeFailure("GET %s is answered with %d".formatted(path, response.statusCode()));
        }
        return response.body();
    }

    private Map<?, ?> answer(String path, HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(patience).build();
        HttpResponse<byte[]> response =
                send(path, request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        if (response.statusCode() / 100 == 2) {
            return Answers.object(path, response.body());
        }
        throw new SmokeFailure(
                response.statusCode(),
                "%s %s is answered with %d%s".formatted(request.method(), path, response.statusCode(), why(response)));
    }

    private static String why(HttpResponse<byte[]> response) {
        boolean problem = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        if (!problem) {
            return "";
        }
        Map<?, ?> body = Answers.object(response.uri().getPath(), response.body());
        String detail = Answers.text(body, "detail");
        return detail.isEmpty() ? "" : ": " + detail;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("User-Agent", "storyforge-smoke");
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private <T> HttpResponse<T> send(String path, HttpRequest request, BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (HttpTimeoutException e) {
            throw new SmokeFailure(
                    "%s %s has no answer after %d s".formatted(request.method(), base + path, patience.toSeconds()));
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "the connection is refused" : e.getMessage();
            throw new SmokeFailure("%s cannot be reached: %s".formatted(base, reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SmokeFailure("interrupted");
        }
    }

    /** Ends everything that is still open. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
