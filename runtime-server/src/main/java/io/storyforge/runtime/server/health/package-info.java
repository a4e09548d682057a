/** What the server says of its own health, with reasons: {@link io.storyforge.runtime.server.health.Health}. */
@NullMarked
package io.storyforge.runtime.server.health;

import org.jspecify.annotations.NullMarked;
