/** The policy a run stands under: layers, how they merge into the effective policy, the snapshot frozen on a run, and the gate that refuses what the policy forbids. Pure. */
@NullMarked
package io.storyforge.runtime.governance;

import org.jspecify.annotations.NullMarked;
