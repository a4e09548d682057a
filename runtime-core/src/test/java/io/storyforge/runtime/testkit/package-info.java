/**
 * Hand-written stand-ins for what the host gives plugins, for tests of plugins: documents in memory, a request, a
 * context, a tool call, and {@link io.storyforge.runtime.testkit.PlanRun}, which runs a drafted plan step by step.
 *
 * <p>Everything is single-threaded and uses a fixed clock, so that a test says all it depends on.
 */
@NullMarked
package io.storyforge.runtime.testkit;

import org.jspecify.annotations.NullMarked;
