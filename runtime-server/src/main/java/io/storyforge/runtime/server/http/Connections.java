package io.storyforge.runtime.server.http;

import io.storyforge.runtime.server.net.IoDeadline;
import java.util.function.BooleanSupplier;

/**
 * What ends connections that would last too long.
 *
 * @param deadlines for clients that neither send nor take
 * @param stopping true once the server is stopping
 */
record Connections(IoDeadline deadlines, BooleanSupplier stopping) {}
