/** A plugin for tests of the host: tools that are slow, stubborn or broken on purpose, behind a screen of its own. */
@NullMarked
package io.storyforge.runtime.server.bench;

import org.jspecify.annotations.NullMarked;
