package io.storyforge.runtime.identity;

import java.time.Instant;

/** A person who works with the product. */
public record User(String id, String name, Role role, Standing standing, Instant createdAt) {

    /** The user in another standing. */
    public User with(Standing other) {
        return new User(id, name, role, other, createdAt);
    }
}
