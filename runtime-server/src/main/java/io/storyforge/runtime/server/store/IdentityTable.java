package io.storyforge.runtime.server.store;

import io.helidon.dbclient.DbRow;
import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Secret;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.IdentityRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code users} and {@code secrets}. */
final class IdentityTable implements IdentityRecords {
    private static final String USER = "SELECT id, name, role, standing, created_at FROM users ";
    static final String FIND = USER + "WHERE id = ?";
    static final String NAMED = USER + "WHERE name = ?";
    static final String SECRET =
            "SELECT hash, kind, user_id, prefix, created_at, expires_at FROM secrets WHERE hash = ?";
    static final String EXPIRED = "SELECT hash FROM secrets INDEXED BY secrets_to_expire"
            + " WHERE expires_at <> '' AND expires_at < ? ORDER BY expires_at LIMIT ?";
    private static final String ALL = USER + "ORDER BY name";

    private final Sql sql;

    IdentityTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void insert(User user) {
        sql.update(
                "INSERT INTO users (id, name, role, standing, created_at) VALUES (?, ?, ?, ?, ?)",
                user.id(),
                user.name(),
                user.role().key(),
                user.standing().key(),
                Times.text(user.createdAt()));
    }

    @Override
    public Optional<User> find(String id) {
        return sql.first(FIND, IdentityTable::user, id);
    }

    @Override
    public Optional<User> named(String name) {
        return sql.first(NAMED, IdentityTable::user, name);
    }

    @Override
    public List<User> all() {
        return sql.query(ALL, IdentityTable::user);
    }

    @Override
    public void changeStanding(String userId, Standing standing) {
        sql.update("UPDATE users SET standing = ? WHERE id = ?", standing.key(), userId);
    }

    @Override
    public void insert(Secret secret) {
        sql.update(
                "INSERT INTO secrets (hash, kind, user_id, prefix, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
                secret.hash(),
                secret.kind().name().toLowerCase(Locale.ROOT),
                secret.userId(),
                secret.prefix(),
                Times.text(secret.createdAt()),
                Times.text(secret.expiresAt()));
    }

    @Override
    public Optional<Secret> secret(String hash) {
        return sql.first(SECRET, IdentityTable::secret, hash);
    }

    @Override
    public int forgetExpired(Instant before, int limit) {
        return sql.change("DELETE FROM secrets WHERE hash IN (" + EXPIRED + ")", Times.text(before), limit);
    }

    @Override
    public boolean remove(String hash) {
        return sql.update("DELETE FROM secrets WHERE hash = ?", hash) > 0;
    }

    private static User user(ResultSet row) throws SQLException {
        return user(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
    }

    private static User user(DbRow row) {
        return user(
                row.column(1).getString(),
                row.column(2).getString(),
                row.column(3).getString(),
                row.column(4).getString(),
                row.column(5).getString());
    }

    private static User user(String id, String name, String role, String standing, String created) {
        return new User(id, name, Role.of(role).orElseThrow(), Standing.of(standing), Times.time(created));
    }

    private static Secret secret(ResultSet row) throws SQLException {
        return new Secret(
                row.getString(1),
                Secret.Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                row.getString(3),
                row.getString(4),
                Times.time(row.getString(5)),
                Times.maybe(row.getString(6)));
    }
}
