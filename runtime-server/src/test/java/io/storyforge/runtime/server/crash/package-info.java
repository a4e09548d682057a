/** The server killed in the middle of its work: what was answered is there afterwards, and nothing happened twice. */
@NullMarked
package io.storyforge.runtime.server.crash;

import org.jspecify.annotations.NullMarked;
