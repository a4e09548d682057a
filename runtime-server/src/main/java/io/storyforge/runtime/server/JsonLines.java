package io.storyforge.runtime.server;

import io.storyforge.runtime.server.json.JsonText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Writes each record as one line of JSON, so that nothing a user sends can forge a line. Lines are gathered and written
 * ten times a second, warnings at once: a system call for every request would cost more than the request.
 */
final class JsonLines extends Handler {
    private static final String REQUESTS = "io.storyforge.requests";
    private static final int FULL = 64 * 1024;

    private final PrintStream out;
    private final SimpleFormatter messages = new SimpleFormatter();
    private final StringBuilder gathered = new StringBuilder();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("log").daemon().factory());

    JsonLines(PrintStream out) {
        this.out = out;
        var _ = timer.scheduleWithFixedDelay(this::flush, 100, 100, TimeUnit.MILLISECONDS);
    }

    @Override
    public void publish(LogRecord entry) {
        if (!isLoggable(entry)) {
            return;
        }
        String line = line(entry);
        boolean now = entry.getLevel().intValue() >= Level.WARNING.intValue();
        synchronized (gathered) {
            gathered.append(line).append('\n');
            now |= gathered.length() > FULL;
        }
        if (now) {
            flush();
        }
    }

    private String line(LogRecord entry) {
        String message = messages.formatMessage(entry);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", entry.getInstant().toString());
        fields.put("level", entry.getLevel().getName());
        fields.put("logger", String.valueOf(entry.getLoggerName()));
        if (REQUESTS.equals(entry.getLoggerName())) {
            // Already an object's text: its fields follow ours. Of any other logger it might be a text of somebody
            // else.
            String head = JsonText.object(fields);
            return head.substring(0, head.length() - 1) + "," + message.substring(1);
        }
        fields.put("message", message);
        if (entry.getThrown() != null) {
            StringWriter trace = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(trace));
            fields.put("exception", trace.toString());
        }
        return JsonText.object(fields);
    }

    @Override
    public void flush() {
        String text;
        synchronized (gathered) {
            text = gathered.toString();
            gathered.setLength(0);
        }
        if (!text.isEmpty()) {
            out.print(text);
            out.flush();
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        flush();
    }
}
