/** The live stream of events: server-sent events read from the log, so that a client that comes back misses nothing and sees nothing twice. */
@NullMarked
package io.storyforge.runtime.server.stream;

import org.jspecify.annotations.NullMarked;
