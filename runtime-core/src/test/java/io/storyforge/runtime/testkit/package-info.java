/** What tests of several modules share: {@link io.storyforge.runtime.testkit.HeardLog} and the rings around the plugins that ship. */
@NullMarked
package io.storyforge.runtime.testkit;

import org.jspecify.annotations.NullMarked;
