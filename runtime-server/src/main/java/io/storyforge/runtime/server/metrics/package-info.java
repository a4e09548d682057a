/** What the server counts, and its form for Prometheus. Nothing is worked out before somebody asks for it. */
@NullMarked
package io.storyforge.runtime.server.metrics;

import org.jspecify.annotations.NullMarked;
