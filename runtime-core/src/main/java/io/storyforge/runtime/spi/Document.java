package io.storyforge.runtime.spi;

import java.time.Instant;

/** One document of a collection. */
@ProvidedByHost
public interface Document {

    /** Unique in its collection. */
    String key();

    /** What was imported or written, unchecked. */
    Content content();

    /** When it was last written. */
    Instant updatedAt();
}
