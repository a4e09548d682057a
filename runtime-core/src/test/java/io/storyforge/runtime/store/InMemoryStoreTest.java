package io.storyforge.runtime.store;

/** The store in memory keeps the contract. */
final class InMemoryStoreTest implements RuntimeStoreContract {
    @Override
    public RuntimeStore open() {
        return new InMemoryStore();
    }
}
