/**
 * For tests of plugins. {@link io.storyforge.plugin.testkit.HandoffTestKit} presses an action or calls a tool under the
 * server's own guard; {@link io.storyforge.plugin.testkit.HandoffSourceContract} and
 * {@link io.storyforge.plugin.testkit.PluginJarContract} hold a plugin to what the host expects of every one.
 *
 * <p>The stand-ins for what the host gives ({@code FakeRequest}, {@code FakeContext}, {@code FakeToolCall},
 * {@code InMemoryDocuments}) are for one thread and a fixed clock, so that a test says all it depends on.
 */
@NullMarked
package io.storyforge.plugin.testkit;

import org.jspecify.annotations.NullMarked;
