package io.storyforge.bench;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Lets the peers say only what went wrong. */
final class Quiet {
    private static final Logger ROOT = Logger.getLogger("");

    private Quiet() {}

    static void logging() {
        ROOT.setLevel(Level.WARNING);
    }
}
