package io.storyforge.runtime.spi;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** One step's call of a tool. Valid during the call only. */
@ProvidedByHost
public interface ToolCall {

    /** The run the step belongs to. */
    String runId();

    /** The step's arguments, as the person confirmed them. */
    Content arguments();

    /** The output of the latest finished step before this one that used the given tool. */
    Optional<Content> outputOf(String toolKey);

    /** The person's answer when this tool asked before ({@link ToolOutcome#asked}); the step is called again with it. */
    Optional<Content> answer();

    /** The governance snapshot frozen on the run. */
    Governance governance();

    /** The project's documents as they are now; none without a project. */
    Documents documents();

    /** The run's language: what the tool says, asks and leaves is in it. */
    Language language();

    /** The operator's settings for the plugin. */
    Settings settings();

    /** The time; use it instead of the static clock. */
    InstantSource clock();

    /** When the host stops waiting. */
    Instant deadline();

    /** Tells people how far the step is, such as "已检查 18 / 30 个账号". Cheap: the host keeps the newest and writes at most one a second. */
    void progress(String detail);

    /** Says whether the person cancelled the run. */
    Cancellation cancellation();
}
