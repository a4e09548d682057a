/** A server seen from outside: whether it takes requests, and whether the main job works from the hand-over to the result. Uses the HTTP API only, so it says the same about any server that a person can reach. */
@NullMarked
package io.storyforge.runtime.server.smoke;

import org.jspecify.annotations.NullMarked;
