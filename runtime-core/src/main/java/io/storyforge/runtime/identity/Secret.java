package io.storyforge.runtime.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A stored secret that proves who is calling. Only its hash is kept.
 *
 * @param hash SHA-256 of the secret, hex
 * @param prefix the first characters, to tell secrets apart
 */
public record Secret(
        String hash, Kind kind, String userId, String prefix, Instant createdAt, Optional<Instant> expiresAt) {

    /** How a secret is used. */
    public enum Kind {
        /** Sent as a bearer token. */
        TOKEN,
        /** Kept in the browser's cookie. */
        SESSION,
        /** In a login link; good once. */
        LOGIN_CODE
    }

    /** True when its time is over. */
    public boolean expired(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
