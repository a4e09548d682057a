package io.storyforge.runtime.project;

import io.storyforge.runtime.spi.Content;
import java.time.Instant;

/** A document of a collection, as stored. */
public record StoredDocument(String key, Content content, Instant updatedAt) {}
