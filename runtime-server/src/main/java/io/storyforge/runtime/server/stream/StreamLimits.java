package io.storyforge.runtime.server.stream;

import java.time.Duration;

/**
 * How many streams there may be, and how long things may take.
 *
 * @param perUser how many one person may have open; a browser has one for all its tabs
 * @param inAll how many the server keeps open
 * @param heartbeat how long a stream may be silent
 * @param look how often a stream looks whether its person may still see it
 * @param write how long a client may take nothing before it is cut
 */
public record StreamLimits(int perUser, int inAll, Duration heartbeat, Duration look, Duration write) {
    /** A look is shorter than the 5 s in which a logout must end a stream, by what a busy machine may take. */
    public static final StreamLimits DEFAULT =
            new StreamLimits(4, 5_000, Duration.ofSeconds(15), Duration.ofSeconds(3), Duration.ofSeconds(10));

    /** The same with other numbers of streams. */
    public StreamLimits with(int ofOnePerson, int ofTheServer) {
        return new StreamLimits(ofOnePerson, ofTheServer, heartbeat, look, write);
    }

    /** The same with another time for a client to take what it is sent. */
    public StreamLimits writing(Duration limit) {
        return new StreamLimits(perUser, inAll, heartbeat, look, limit);
    }
}
