/** Reading documents from a JSON array or from CSV: rows, their keys, and every problem at once. */
@NullMarked
package io.storyforge.runtime.server.imports;

import org.jspecify.annotations.NullMarked;
