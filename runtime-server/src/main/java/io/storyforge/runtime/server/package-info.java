/** The server as a process: {@link io.storyforge.runtime.server.Main} reads the command, {@link io.storyforge.runtime.server.StoryForgeServer} puts the parts together. */
@NullMarked
package io.storyforge.runtime.server;

import org.jspecify.annotations.NullMarked;
