/** What a run is and the only ways it changes: the plan, the states, the commands, and {@link io.storyforge.runtime.run.RunMachine}, a pure function from run and command to the new run with its events, or to a refusal. Nothing here reads a clock, a file or a database. */
@NullMarked
package io.storyforge.runtime.run;

import org.jspecify.annotations.NullMarked;
