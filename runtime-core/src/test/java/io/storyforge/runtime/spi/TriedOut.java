package io.storyforge.runtime.spi;

/** A part of the plugin API that only tests have: there is none that is incubating now. */
@Incubating
public interface TriedOut {}
