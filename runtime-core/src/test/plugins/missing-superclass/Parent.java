package plugin;

/** Is left out of the jar. */
class Parent {}
