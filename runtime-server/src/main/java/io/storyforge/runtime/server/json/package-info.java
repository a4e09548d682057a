/** JSON text to JDK values and back. Parsing is strict, because a lenient reader is how a proxy, a log and this server come to see three different requests; writing is direct, because every stored and answered value goes through it. */
@NullMarked
package io.storyforge.runtime.server.json;

import org.jspecify.annotations.NullMarked;
