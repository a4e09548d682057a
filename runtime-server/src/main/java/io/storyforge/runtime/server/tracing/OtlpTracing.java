package io.storyforge.runtime.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.storyforge.runtime.trace.Span;
import io.storyforge.runtime.trace.Tracing;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Spans over OTLP/HTTP, in batches, from a thread of its own; what a collector does not take in time is lost. */
public final class OtlpTracing implements Tracing, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private OtlpTracing(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("io.storyforge.runtime");
    }

    /** To the collector at the address, such as {@code http://127.0.0.1:4318/v1/traces}. */
    public static OtlpTracing to(URI collector) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.toString())
                .setTimeout(PATIENCE)
                .setConnectTimeout(PATIENCE)
                .build();
        return new OtlpTracing(SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "storyforge")))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(BETWEEN)
                        .build())
                .build());
    }

    // The span that is given out closes the scope.
    @SuppressWarnings("MustBeClosedChecker")
    @Override
    public Span begin(Kind kind, String name) {
        Context around = kind == Kind.REQUEST ? Context.root() : Context.current();
        if (kind == Kind.PART
                && !io.opentelemetry.api.trace.Span.fromContext(around)
                        .getSpanContext()
                        .isValid()) {
            return Span.NONE;
        }
        io.opentelemetry.api.trace.Span span = tracer.spanBuilder(name)
                .setParent(around)
                .setSpanKind(kind == Kind.REQUEST ? SpanKind.SERVER : SpanKind.INTERNAL)
                .startSpan();
        return new Open(span, span.makeCurrent());
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

    private record Open(io.opentelemetry.api.trace.Span span, Scope scope) implements Span {
        @Override
        public Span with(String key, String value) {
            span.setAttribute(key, value);
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
