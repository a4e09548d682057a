/** Users, their roles and standing, and the secrets that prove who is calling. Pure values; only hashes of secrets reach the store. */
@NullMarked
package io.storyforge.runtime.identity;

import org.jspecify.annotations.NullMarked;
