/**
 * The load harness behind {@code ./storyforge bench}. Everything is measured in one run on one machine, next to what it
 * is compared with: on a shared machine only such ratios mean something.
 */
@NullMarked
package io.storyforge.bench;

import org.jspecify.annotations.NullMarked;
