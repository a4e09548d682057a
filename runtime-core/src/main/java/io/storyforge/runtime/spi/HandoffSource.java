package io.storyforge.runtime.spi;

import java.util.List;

/**
 * A plugin: turns an action pressed on its screen into a run draft, and brings the tools that its plans use.
 *
 * <p>Found by {@link java.util.ServiceLoader}; one per jar, public, with a public no-argument constructor. The host calls
 * it on threads of its own, several at once, never after {@link #stop}. A call that takes longer than the operator's
 * limit (2 s for {@link #handOff}) is interrupted and its answer dropped. Anything thrown is kept inside the plugin's row
 * of {@code GET /plugins}; users see a fixed sentence.
 */
public interface HandoffSource {

    /** Describes the screen and its actions. Constant: read once, before {@link #start}. */
    SourceDescriptor descriptor();

    /**
     * Drafts a run for a pressed action, or declines it in words for the user.
     *
     * <p>Nothing runs yet: the host stores the draft as a run that waits for a person's confirmation. Screen, action,
     * user, project and governance come from the host and cannot be set by the draft.
     */
    HandoffOutcome handOff(HandoffRequest request, HandoffContext context) throws Exception;

    /** The tools that this plugin's plans name. Constant: read once, before {@link #start}. */
    default List<AgentTool> tools() {
        return List.of();
    }

    /** Called once before the first call. */
    default void start(StartContext context) throws Exception {}

    /** Called once after the last call. */
    default void stop() throws Exception {}
}
