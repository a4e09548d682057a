/** The command line: what is written there, understood or refused with a sentence. */
@NullMarked
package io.storyforge.runtime.server.cli;

import org.jspecify.annotations.NullMarked;
