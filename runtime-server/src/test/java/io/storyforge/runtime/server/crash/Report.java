package io.storyforge.runtime.server.crash;

import java.util.List;

/** What a torture did, and the promises that it saw broken. */
record Report(List<String> violations, int kills, int acknowledged, int replayed, int streamed, int unknown) {}
