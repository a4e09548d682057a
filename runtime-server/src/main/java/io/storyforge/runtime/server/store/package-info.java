/** The SQLite store. */
@NullMarked
package io.storyforge.runtime.server.store;

import org.jspecify.annotations.NullMarked;
