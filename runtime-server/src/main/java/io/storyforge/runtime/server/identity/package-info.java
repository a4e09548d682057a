/** Who is calling: bearer tokens, the cookie of a browser session, one-time login links; and what they may see. */
@NullMarked
package io.storyforge.runtime.server.identity;

import org.jspecify.annotations.NullMarked;
