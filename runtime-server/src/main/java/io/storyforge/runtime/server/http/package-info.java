/** The HTTP API: a table of {@link io.storyforge.runtime.server.http.Route routes}, one pipeline in front of them (request id, who is calling, size and type of the body, problems as RFC 9457, one log line), and the JSON shapes of the answers. */
@NullMarked
package io.storyforge.runtime.server.http;

import org.jspecify.annotations.NullMarked;
