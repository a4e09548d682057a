/** Sends spans to a collector of OpenTelemetry. Nothing of it is loaded unless an address is given. */
@NullMarked
package io.storyforge.runtime.server.tracing;

import org.jspecify.annotations.NullMarked;
