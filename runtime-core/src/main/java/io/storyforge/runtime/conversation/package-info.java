/** The conversation of a user with the main agent: sessions and what was said in them. Pure values; runs belong to a session. */
@NullMarked
package io.storyforge.runtime.conversation;

import org.jspecify.annotations.NullMarked;
