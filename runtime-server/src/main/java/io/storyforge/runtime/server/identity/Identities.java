package io.storyforge.runtime.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Secret;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/** Users and the secrets that prove who they are. Safe for use by many threads. */
public final class Identities {
    private static final Duration SESSION_LIFE = Duration.ofHours(12);
    private static final Duration CODE_LIFE = Duration.ofMinutes(30);
    // A revoked token or a disabled user is noticed after this long; the promise is 5 s.
    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int PREFIX = 8;
    private static final int FORGOTTEN_AT_ONCE = 200;

    private final RuntimeStore store;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Cache<String, User> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(10_000)
            .build();

    /** Identities kept in the store. */
    public Identities(RuntimeStore store, InstantSource clock, Supplier<String> ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /** The user whom a token or browser session stands for. */
    public Optional<User> user(String secretHash) {
        User remembered = known.getIfPresent(secretHash);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Optional<User> found = store.read(records -> records.identities()
                .secret(secretHash)
                .filter(secret -> secret.kind() != Secret.Kind.LOGIN_CODE && !secret.expired(clock.instant()))
                .flatMap(secret -> records.identities().find(secret.userId())));
        found.ifPresent(user -> known.put(secretHash, user));
        return found;
    }

    /** The user with the name; created when there is none, with the given role and standing. */
    public User ensure(String name, Role role, Standing standing) {
        return store.write(records -> records.identities().named(name).orElseGet(() -> {
            User user = new User(ids.get(), name, role, standing, now());
            records.identities().insert(user);
            return user;
        }));
    }

    /** The user with the name. */
    public Optional<User> named(String name) {
        return store.read(records -> records.identities().named(name));
    }

    /** A new bearer token of the user; shown once, only its hash is kept. */
    public String issueToken(User user) {
        return issue(user, Secret.Kind.TOKEN, "sf_", Optional.empty());
    }

    /** A new code for a login link; good once, for 30 minutes. */
    public String issueLoginCode(User user) {
        return issue(user, Secret.Kind.LOGIN_CODE, "sfl_", Optional.of(now().plus(CODE_LIFE)));
    }

    /** A browser session for a login code or a bearer token; empty when it is unknown, used or expired. */
    public Optional<Login> login(String secret) {
        String hash = Secrets.hash(secret);
        String session = Secrets.create("sfs_");
        return store.write(records -> spend(records, hash).map(user -> {
            // Sessions and codes that are over are refused anyway; here they leave the table as new ones come.
            records.identities().forgetExpired(now(), FORGOTTEN_AT_ONCE);
            records.identities()
                    .insert(secret(user, Secret.Kind.SESSION, session, Optional.of(now().plus(SESSION_LIFE))));
            return new Login(user, session, SESSION_LIFE);
        }));
    }

    /** A browser session that was opened. */
    public record Login(User user, String secret, Duration life) {}

    /** Ends a browser session. */
    public void logout(String secretHash) {
        store.write(records -> records.identities().remove(secretHash));
        known.invalidate(secretHash);
    }

    private Optional<User> spend(Records records, String hash) {
        Optional<Secret> found = records.identities().secret(hash).filter(secret -> !secret.expired(clock.instant()));
        return found.filter(secret -> switch (secret.kind()) {
                    case LOGIN_CODE -> records.identities().remove(hash);
                    case TOKEN -> true;
                    case SESSION -> false;
                })
                .flatMap(secret -> records.identities().find(secret.userId()));
    }

    private String issue(User user, Secret.Kind kind, String prefix, Optional<Instant> end) {
        String secret = Secrets.create(prefix);
        store.write(records -> {
            records.identities().insert(secret(user, kind, secret, end));
            return true;
        });
        return secret;
    }

    private Secret secret(User user, Secret.Kind kind, String secret, Optional<Instant> end) {
        return new Secret(Secrets.hash(secret), kind, user.id(), secret.substring(0, PREFIX), now(), end);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
