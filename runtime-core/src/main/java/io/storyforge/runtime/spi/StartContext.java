package io.storyforge.runtime.spi;

/** What a source may use while it starts. */
@ProvidedByHost
public interface StartContext {

    /** The operator's settings for this plugin. */
    Settings settings();

    /** A logger named after the plugin. */
    System.Logger logger();
}
