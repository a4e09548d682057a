/** The command line: serve, token create, login-link, plugins check. */
@NullMarked
package io.storyforge.runtime.server.cli;

import org.jspecify.annotations.NullMarked;
