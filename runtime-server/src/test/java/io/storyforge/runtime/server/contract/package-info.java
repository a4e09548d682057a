/** Holds the server's answers to the OpenAPI document: what is not documented, or is documented otherwise, fails a test. */
@NullMarked
package io.storyforge.runtime.server.contract;

import org.jspecify.annotations.NullMarked;
