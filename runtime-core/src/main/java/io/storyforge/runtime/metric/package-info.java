/** What is counted where it happens, for whoever asks later. */
@NullMarked
package io.storyforge.runtime.metric;

import org.jspecify.annotations.NullMarked;
