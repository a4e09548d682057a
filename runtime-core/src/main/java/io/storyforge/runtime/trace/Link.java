package io.storyforge.runtime.trace;

/** Points to a span of another trace, for as long as anybody keeps it. Safe for use by many threads. */
public interface Link {
    /** Points nowhere. */
    Link NONE = new Link() {};
}
