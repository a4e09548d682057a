/**
 * The strategy screen: adjust the weights of a platform's topics to how their contents really did.
 *
 * <p>{@link io.storyforge.handoff.strategy.StrategyHandoff} computes the proposal while drafting, so that the exact
 * weights are in the plan a person confirms; {@code WeightRule} is the arithmetic; {@code ApplyWeightsTool} writes
 * exactly the confirmed weights, or nothing when the strategy has changed since.
 */
@NullMarked
package io.storyforge.handoff.strategy;

import org.jspecify.annotations.NullMarked;
