/** Where the time of a request or of a step goes, for whoever collects it. Names and keys only: no words of people, no secrets. */
@NullMarked
package io.storyforge.runtime.trace;

import org.jspecify.annotations.NullMarked;
