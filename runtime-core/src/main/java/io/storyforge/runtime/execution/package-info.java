/** From a confirmed run to its result: {@link io.storyforge.runtime.execution.RunService} takes commands and keeps the lanes, {@link io.storyforge.runtime.execution.RunEngine} works through plans under a lease, and an {@link io.storyforge.runtime.execution.Executor} does a step. */
@NullMarked
package io.storyforge.runtime.execution;

import org.jspecify.annotations.NullMarked;
