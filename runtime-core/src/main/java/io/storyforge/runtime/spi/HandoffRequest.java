package io.storyforge.runtime.spi;

import java.util.Optional;
import java.util.Set;

/** A pressed action. Values are what the page sent: check them before use. */
@ProvidedByHost
public interface HandoffRequest {

    /** The pressed action; always one that the source declared. */
    String actionKey();

    /** The project the page shows; empty when the user works without one. */
    Optional<String> projectId();

    /** The platform the page shows, such as {@code douyin}; empty when none was given. */
    Optional<String> platform();

    /** A field the page sent, stripped; empty when absent or blank. */
    Optional<String> field(String name);

    /** The names of the fields that were sent. */
    Set<String> fieldNames();

    /** The language of the person who pressed; the draft's texts, or the words that decline it, are in it. */
    Language language();
}
