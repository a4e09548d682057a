/** Finds hand-off sources, calls them under a guard so that a bad one harms only itself, and answers which source and tool belong to a key. */
@NullMarked
package io.storyforge.runtime.plugin;

import org.jspecify.annotations.NullMarked;
