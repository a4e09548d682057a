/**
 * The governance tags: review the rules behind one policy key over all layers and propose how to clean them up.
 *
 * <p>{@link io.storyforge.handoff.governance.GovernanceHandoff} drafts the plan; {@code LayerReview} is the analysis, one
 * small class for each kind of rule; the tools read, find and propose. Nothing is written: layers are changed by
 * administrators.
 */
@NullMarked
package io.storyforge.handoff.governance;

import org.jspecify.annotations.NullMarked;
