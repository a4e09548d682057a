/** Projects and the documents that tools read. Pure values; the store keeps them. */
@NullMarked
package io.storyforge.runtime.project;

import org.jspecify.annotations.NullMarked;
