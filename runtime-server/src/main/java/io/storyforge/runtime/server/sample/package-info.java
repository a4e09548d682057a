/** The labelled sample project that a first start creates on request. */
@NullMarked
package io.storyforge.runtime.server.sample;

import org.jspecify.annotations.NullMarked;
