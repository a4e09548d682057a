/** What the server does about clients that neither send nor take. */
@NullMarked
package io.storyforge.runtime.server.net;

import org.jspecify.annotations.NullMarked;
