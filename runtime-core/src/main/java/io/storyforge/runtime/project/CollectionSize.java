package io.storyforge.runtime.project;

/** How many documents a collection holds. */
public record CollectionSize(String name, long count) {}
