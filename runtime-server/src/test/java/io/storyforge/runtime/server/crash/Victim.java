package io.storyforge.runtime.server.crash;

import java.time.Duration;

/** The server that is tortured. */
interface Victim {
    /** Starts it on the same data as before; its port. */
    int start();

    /** Starts it and kills it before it is ready. */
    void killDuringStart(Duration after);

    /** Ends it as a crash would. */
    void kill();
}
