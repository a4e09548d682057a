package io.storyforge.runtime.store;

import io.storyforge.runtime.identity.Secret;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

record InMemoryIdentities(Table<String, User> users, Table<String, Secret> secrets) implements IdentityRecords {
    InMemoryIdentities copy() {
        return new InMemoryIdentities(users.copy(), secrets.copy());
    }

    void seal() {
        users.seal();
        secrets.seal();
    }

    @Override
    public void insert(User user) {
        users.insert(user.id(), user);
    }

    @Override
    public Optional<User> find(String id) {
        return users.find(id);
    }

    @Override
    public Optional<User> named(String name) {
        return users.all().stream().filter(user -> user.name().equals(name)).findFirst();
    }

    @Override
    public List<User> all() {
        return users.all().stream().sorted(Comparator.comparing(User::name)).toList();
    }

    @Override
    public void changeStanding(String userId, Standing standing) {
        users.find(userId)
                .ifPresent(user ->
                        users.put(userId, new User(userId, user.name(), user.role(), standing, user.createdAt())));
    }

    @Override
    public void insert(Secret secret) {
        secrets.insert(secret.hash(), secret);
    }

    @Override
    public Optional<Secret> secret(String hash) {
        return secrets.find(hash);
    }

    @Override
    public int forgetExpired(Instant before, int limit) {
        List<String> over = secrets.all().stream()
                .filter(secret -> secret.expiresAt().filter(before::isAfter).isPresent())
                .map(Secret::hash)
                .limit(limit)
                .toList();
        over.forEach(secrets::remove);
        return over.size();
    }

    @Override
    public boolean remove(String hash) {
        return secrets.remove(hash);
    }
}
