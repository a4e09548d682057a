/** Every setting there is: its name, its default, what it means, and where its value came from. */
@NullMarked
package io.storyforge.runtime.server.settings;

import org.jspecify.annotations.NullMarked;
