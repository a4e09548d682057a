/**
 * What plugin authors implement and read: one service type, {@link io.storyforge.runtime.spi.HandoffSource}, the tools
 * it may bring, and the few types both exchange with the host.
 *
 * <p>Three kinds of type live here. Plugins implement {@code HandoffSource} and {@code AgentTool}; plugins create final
 * classes with builders ({@code RunDraft}, {@code ToolResult}) and the closed outcomes; plugins read interfaces marked
 * {@link io.storyforge.runtime.spi.ProvidedByHost}, which may gain methods in any minor version. Values are JDK types:
 * JSON objects are {@code Map<String, Object>} whose values are {@code String}, {@code Boolean}, {@code Number},
 * {@code List} and {@code Map}; a JSON {@code null} is an absent entry.
 */
@NullMarked
package io.storyforge.runtime.spi;

import org.jspecify.annotations.NullMarked;
