/**
 * The dashboard screen: follow up the key accounts, review the week's contents, list the gaps of the metrics.
 *
 * <p>{@link io.storyforge.handoff.dashboard.DashboardHandoff} drafts the plans; a class ending in {@code Tool} does one
 * step of them. The readers ({@code Accounts}, {@code MetricRows}, {@code ContentPieces}) stream a collection once and
 * keep only what the rules need; the rules ({@code ChangeRule}, {@code WeekReview}, {@code GapRule}) are arithmetic
 * without input or output. Days are days in China, where the platforms close their books.
 */
@NullMarked
package io.storyforge.handoff.dashboard;

import org.jspecify.annotations.NullMarked;
