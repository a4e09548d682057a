package io.storyforge.runtime.server.tracing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A collector of traces on a free port, which keeps what it is sent. */
final class Collector implements AutoCloseable {
    private static final String PATH = "/v1/traces";

    private final HttpServer http;
    private final List<byte[]> bodies = Collections.synchronizedList(new ArrayList<>());

    Collector() throws IOException {
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext(PATH, this::take);
        http.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    String address() {
        return "http://127.0.0.1:%d%s".formatted(http.getAddress().getPort(), PATH);
    }

    /** Everything as it came. */
    List<ByteString> sent() {
        return List.copyOf(bodies).stream().map(ByteString::copyFrom).toList();
    }

    List<Span> spans() throws InvalidProtocolBufferException {
        List<Span> spans = new ArrayList<>();
        for (ByteString body : sent()) {
            ExportTraceServiceRequest.parseFrom(body)
                    .getResourceSpansList()
                    .forEach(resource ->
                            resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
        }
        return spans;
    }

    /** Those of that name. */
    List<Span> all(String name) throws InvalidProtocolBufferException {
        return spans().stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** The first of that name. */
    Span named(String name) throws InvalidProtocolBufferException {
        return all(name).stream().findFirst().orElseThrow(() -> new AssertionError("no span " + name));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
