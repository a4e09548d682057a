package io.storyforge.runtime.server;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets the process's logging up: JSON lines on standard error. */
final class Logging {
    private static final Handler LINES = new JsonLines(System.err);

    private Logging() {}

    static void start() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.addHandler(LINES);
        root.setLevel(Level.INFO);
        // Start-up chatter of libraries; what they warn of is kept.
        Logger.getLogger("io.helidon").setLevel(Level.WARNING);
        Logger.getLogger("org.flywaydb").setLevel(Level.WARNING);
    }

    static void stop() {
        LINES.close();
    }
}
