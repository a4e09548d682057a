package io.storyforge.runtime.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.storyforge.runtime.trace.Link;
import io.storyforge.runtime.trace.Span;
import io.storyforge.runtime.trace.Tracing;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Spans over OTLP/HTTP, in batches, from a thread of its own; what a collector does not take in time is lost. */
public final class OtlpTracing implements Tracing, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private static final TextMapGetter<String> TRACEPARENT =
            (traceparent, key) -> key.equals("traceparent") ? traceparent : "";

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final boolean acceptParent;

    private OtlpTracing(SdkTracerProvider provider, boolean acceptParent) {
        this.provider = provider;
        this.acceptParent = acceptParent;
        this.tracer = provider.get("io.storyforge.runtime");
    }

    /**
     * To a collector.
     *
     * @param collector such as {@code http://127.0.0.1:4318/v1/traces}
     * @param acceptParent whether a request goes on with the trace that its caller names
     */
    public static OtlpTracing to(URI collector, boolean acceptParent) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.toString())
                .setTimeout(PATIENCE)
                .setConnectTimeout(PATIENCE)
                .build();
        return new OtlpTracing(
                SdkTracerProvider.builder()
                        .setResource(
                                Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "storyforge")))
                        .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                                .setScheduleDelay(BETWEEN)
                                .build())
                        .build(),
                acceptParent);
    }

    @Override
    public Span request(String name, Supplier<String> traceparent) {
        return open(name, SpanKind.SERVER, acceptParent ? named(traceparent.get()) : Context.root());
    }

    @Override
    public Span begin(Kind kind, String name) {
        Context around = Context.current();
        if (kind == Kind.PART && !context(around).isValid()) {
            return Span.NONE;
        }
        return open(name, SpanKind.INTERNAL, around);
    }

    // The span that is given out closes the scope.
    @SuppressWarnings("MustBeClosedChecker")
    private Span open(String name, SpanKind kind, Context around) {
        io.opentelemetry.api.trace.Span span =
                tracer.spanBuilder(name).setParent(around).setSpanKind(kind).startSpan();
        return new Open(span, span.makeCurrent());
    }

    // Of what is malformed nothing is taken up. Neither is tracestate: it may hold any words.
    private static Context named(String traceparent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, TRACEPARENT);
    }

    private static SpanContext context(Context around) {
        return io.opentelemetry.api.trace.Span.fromContext(around).getSpanContext();
    }

    @Override
    public Link here() {
        SpanContext here = context(Context.current());
        return here.isSampled() ? new Point(here) : Link.NONE;
    }

    @Override
    public <T> Callable<T> carried(Callable<T> code) {
        return Context.current().wrap(code);
    }

    /** Sends what is left, for as long as the patience lasts. */
    @Override
    public void close() {
        provider.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private record Point(SpanContext span) implements Link {}

    private record Open(io.opentelemetry.api.trace.Span span, Scope scope) implements Span {
        @Override
        public Span with(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public Span linkedTo(Link cause) {
            if (cause instanceof Point(SpanContext other)) {
                span.addLink(other);
            }
            return this;
        }

        @Override
        public Span failed(String how) {
            span.setAttribute("error.type", how);
            span.setStatus(StatusCode.ERROR);
            return this;
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
