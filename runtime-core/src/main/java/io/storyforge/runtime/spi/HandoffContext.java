package io.storyforge.runtime.spi;

import java.time.Instant;
import java.time.InstantSource;

/** What a source may use while it drafts. Valid during the call only. */
@ProvidedByHost
public interface HandoffContext {

    /** The operator's settings for this plugin. */
    Settings settings();

    /** The time; use it instead of the static clock, so that drafts can be tested. */
    InstantSource clock();

    /** When the host stops waiting. */
    Instant deadline();

    /** The project's documents, read-only; without a project there are none. */
    Documents documents();

    /** The policy in force for the user and project. */
    Governance governance();
}
