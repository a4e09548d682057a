/** The command line: serve, token create, login-link. */
@NullMarked
package io.storyforge.runtime.server.cli;

import org.jspecify.annotations.NullMarked;
