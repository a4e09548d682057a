package io.storyforge.runtime.run;

import io.storyforge.runtime.spi.Language;

/**
 * Where a run came from.
 *
 * @param sourceType {@code handoff}, {@code api} or {@code retry}
 * @param retryOf the run that this one repeats; empty when none
 * @param language the language of the person who asked for it, in which it is told
 */
public record RunOrigin(
        String sourceType, String sourceScreen, String sourceActionKey, String retryOf, Language language) {}
