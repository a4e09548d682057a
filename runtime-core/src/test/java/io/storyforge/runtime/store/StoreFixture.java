package io.storyforge.runtime.store;

/** What a store's author gives to the contract suite. */
interface StoreFixture {
    /** Opens a store that holds nothing. The suite closes it. */
    RuntimeStore open();
}
