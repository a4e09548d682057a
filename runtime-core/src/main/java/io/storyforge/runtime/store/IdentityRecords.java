package io.storyforge.runtime.store;

import io.storyforge.runtime.identity.Secret;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Users and their secrets. */
public interface IdentityRecords {

    /** Stores a new user. */
    void insert(User user);

    /** The user with the id. */
    Optional<User> find(String id);

    /** The user with the name. */
    Optional<User> named(String name);

    /** Every user by name. */
    List<User> all();

    /** Changes a user's standing. */
    void changeStanding(String userId, Standing standing);

    /** Stores a secret's hash. */
    void insert(Secret secret);

    /** The secret with the hash. */
    Optional<Secret> secret(String hash);

    /** Forgets secrets that ended before the given time, at most the limit; returns how many. */
    int forgetExpired(Instant before, int limit);

    /** Forgets a secret; true when it was there, so that of two who use it once only one succeeds. */
    boolean remove(String hash);
}
