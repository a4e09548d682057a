/**
 * Loads plugins, calls them under a guard so that a bad one harms only itself, and answers which source and tool belong to
 * a key. {@link io.storyforge.runtime.plugin.PluginHost} is the entry, for servers and for tests of plugins alike.
 *
 * <p>Every plugin takes the same steps, all plugins in parallel: copy, sizes, manifest, API version, class loader, exactly
 * one provider, descriptor, settings, conflicts, start. The first step that fails is its row's problem. Its code runs
 * behind its {@code PluginGuard} only. Isolation is against accidents: plugins are trusted code.
 */
@NullMarked
package io.storyforge.runtime.plugin;

import org.jspecify.annotations.NullMarked;
