/** The port to durable state. Decisions go in, queries come out; no SQL type crosses it, so that a second store can follow and pass the same contract suite. */
@NullMarked
package io.storyforge.runtime.store;

import org.jspecify.annotations.NullMarked;
