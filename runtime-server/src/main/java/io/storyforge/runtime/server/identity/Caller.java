package io.storyforge.runtime.server.identity;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.User;

/**
 * Who sent a request.
 *
 * @param secretHash the hash of the secret that proved it
 * @param byCookie true when a browser sent the secret by itself, so that the request may be forged by another page
 */
public record Caller(User user, String secretHash, boolean byCookie) {

    /** The user's id. */
    public String userId() {
        return user.id();
    }

    /** True for administrators. */
    public boolean admin() {
        return user.role() == Role.ADMIN;
    }
}
