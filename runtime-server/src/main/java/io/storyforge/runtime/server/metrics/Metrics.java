package io.storyforge.runtime.server.metrics;

import io.storyforge.runtime.execution.RunEngine;
import io.storyforge.runtime.plugin.PluginCalls;
import io.storyforge.runtime.plugin.PluginGuard;
import io.storyforge.runtime.plugin.PluginRegistry;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.server.store.SqliteStore;
import io.storyforge.runtime.server.store.StoreFigures;
import io.storyforge.runtime.server.stream.EventStreams;
import io.storyforge.runtime.store.RunRecords.OpenRuns;
import io.storyforge.runtime.store.StoreException;

/** Gathers the figures of all parts when they are asked for. */
public final class Metrics {
    /** The media type of {@link #text}. */
    public static final String CONTENT_TYPE = PrometheusText.CONTENT_TYPE;

    private final SqliteStore store;
    private final RunEngine engine;
    private final EventStreams streams;
    private final PluginRegistry plugins;
    private final HttpCounts requests;

    /** Of these parts. */
    public Metrics(
            SqliteStore store, RunEngine engine, EventStreams streams, PluginRegistry plugins, HttpCounts requests) {
        this.store = store;
        this.engine = engine;
        this.streams = streams;
        this.plugins = plugins;
        this.requests = requests;
    }

    /** All figures as Prometheus reads them. */
    public String text() {
        PrometheusText text = new PrometheusText();
        storeFigures(text, store.figures());
        runs(text);
        text.gauge("storyforge_leases_held", "Runs that a worker of this server holds.", engine.working());
        text.gauge("storyforge_streams_open", "Event streams that are open.", streams.open());
        text.counter("storyforge_streams_opened_total", "Event streams that were opened.", streams.opened());
        text.counter(
                "storyforge_streams_dropped_total",
                "Event streams that ended because the client took nothing or went away.",
                streams.dropped());
        text.counter("storyforge_streams_refused_total", "Event streams that were one too many.", streams.refused());
        plugins.entries().forEach(entry -> entry.guard().ifPresent(guard -> plugin(text, entry.id(), guard)));
        http(text);
        JvmFigures.write(text);
        return text.text();
    }

    private static void storeFigures(PrometheusText text, StoreFigures store) {
        text.gauge("storyforge_store_queue_changes", "Changes that wait for the writer.", store.waiting());
        text.gauge("storyforge_store_queue_capacity", "Changes that may wait; more are refused.", store.capacity());
        text.counter(
                "storyforge_store_changes_total",
                "Changes that were made durable.",
                store.changesPerCommit().sum());
        text.counter("storyforge_store_refused_total", "Changes refused because too many waited.", store.refused());
        text.counter("storyforge_store_commits_failed_total", "Commits that failed.", store.failedCommits());
        text.times(
                "storyforge_store_commit_seconds",
                "Time of commits, the work of their changes included.",
                store.commitNanos());
        text.sizes("storyforge_store_commit_changes", "Changes in one commit.", store.changesPerCommit());
        text.gauge("storyforge_store_commit_largest_changes", "The most changes of one commit.", store.largestCommit());
        text.gauge(
                "storyforge_store_bytes", "Size of a file of the database.", store.databaseBytes(), "file", "database");
        text.gauge("storyforge_store_bytes", "Size of a file of the database.", store.walBytes(), "file", "wal");
        text.gauge("storyforge_disk_free_bytes", "Free space where the data is.", store.freeBytes());
    }

    // A scrape of a server whose store is broken still says everything else.
    private void runs(PrometheusText text) {
        try {
            OpenRuns open = store.read(records -> records.runs().open());
            for (RunStatus status : RunStatus.values()) {
                if (!status.terminal()) {
                    text.gauge(
                            "storyforge_runs_open",
                            "Runs that are not over.",
                            open.count(status),
                            "status",
                            status.key());
                }
            }
            text.gauge("storyforge_lanes_busy", "Lanes with an active run.", open.lanesBusy());
            text.gauge("storyforge_lanes_waiting", "Lanes in which runs are queued.", open.lanesWaiting());
            text.gauge("storyforge_store_up", "1 while the store can be read.", 1);
        } catch (StoreException ignored) { // told by the figure
            text.gauge("storyforge_store_up", "1 while the store can be read.", 0);
        }
    }

    private static void plugin(PrometheusText text, String id, PluginGuard guard) {
        calls(text, id, "handoff", guard.handoffCalls());
        calls(text, id, "tool", guard.toolCalls());
        text.gauge("storyforge_plugin_running", "Calls that are running.", guard.running(), "plugin", id);
        text.gauge(
                "storyforge_plugin_stuck_threads",
                "Threads over their limit that were told to end and have not.",
                guard.stuckThreads(),
                "plugin",
                id);
    }

    private static void calls(PrometheusText text, String id, String kind, PluginCalls calls) {
        PluginCalls.Counts counts = calls.counts();
        text.times(
                "storyforge_plugin_call_seconds",
                "Time of calls of plugins.",
                calls.times(),
                "plugin",
                id,
                "kind",
                kind);
        failures(text, id, kind, "failed", counts.failed());
        failures(text, id, kind, "timed_out", counts.timedOut());
        failures(text, id, kind, "busy", counts.busy());
    }

    private static void failures(PrometheusText text, String id, String kind, String how, long count) {
        text.counter(
                "storyforge_plugin_failures_total",
                "Calls of plugins without an answer.",
                count,
                "plugin",
                id,
                "kind",
                kind,
                "how",
                how);
    }

    private void http(PrometheusText text) {
        for (HttpCounts.Figure figure : requests.figures()) {
            String[] route = {"method", figure.method(), "route", figure.route()};
            text.times("storyforge_http_request_seconds", "Time of requests, by route.", figure.nanos(), route);
            figure.statuses()
                    .forEach((status, count) -> text.counter(
                            "storyforge_http_requests_total",
                            "Requests, by route and status.",
                            count,
                            "method",
                            figure.method(),
                            "route",
                            figure.route(),
                            "status",
                            status.toString()));
        }
    }
}
