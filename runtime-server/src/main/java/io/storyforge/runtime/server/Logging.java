package io.storyforge.runtime.server;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets the process's logging up: JSON lines on standard error. */
final class Logging {
    private static final Handler LINES = new JsonLines(System.err);
    // Held here: the level of a logger that nobody holds is forgotten with it.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");
    private static final Logger LISTENER = Logger.getLogger("io.helidon.webserver.LoomServer");
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private Logging() {}

    static void start() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.addHandler(LINES);
        root.setLevel(Level.INFO);
        // Start-up chatter of libraries; what they warn of is kept.
        HELIDON.setLevel(Level.WARNING);
        FLYWAY.setLevel(Level.WARNING);
        // A port that cannot be had is told as one sentence.
        LISTENER.setLevel(Level.OFF);
    }

    static void stop() {
        LINES.close();
    }
}
