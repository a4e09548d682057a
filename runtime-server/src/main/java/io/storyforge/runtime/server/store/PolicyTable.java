package io.storyforge.runtime.server.store;

import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.PolicyRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code policy_layers}. */
final class PolicyTable implements PolicyRecords {
    private static final String LAYER = "SELECT scope, key, policy_json, valid_until, notice FROM policy_layers ";
    static final String FIND = LAYER + "WHERE scope = ? AND key = ?";
    static final String IN_SCOPE = LAYER + "WHERE scope = ? ORDER BY key";
    static final String CONCERNING = LAYER + "WHERE scope = 'system' UNION ALL "
            + LAYER + "WHERE scope = 'platform' AND key = ? UNION ALL "
            + LAYER + "WHERE scope = 'project' AND key = ? UNION ALL "
            + LAYER + "WHERE scope = 'user' AND key = ? UNION ALL "
            + LAYER + "WHERE scope = 'admin_override'";

    private static final String PUT = "INSERT OR REPLACE INTO policy_layers"
            + " (scope, key, policy_json, valid_until, notice, updated_at) VALUES (?, ?, ?, ?, ?, ?)";

    private final Sql sql;
    private final InstantSource clock;
    private final Memory.Area<Concerned, List<PolicyLayer>> concerning;

    PolicyTable(Sql sql, InstantSource clock, Memory memory) {
        this.sql = sql;
        this.clock = clock;
        this.concerning = memory.area();
    }

    private record Concerned(String platform, String projectId, String userId) {}

    @Override
    public void put(PolicyLayer layer) {
        concerning.forget();
        sql.update(
                PUT,
                layer.scope().key(),
                layer.key(),
                JsonText.object(layer.policy()),
                Times.text(layer.validUntil()),
                layer.notice(),
                Times.text(clock.instant()));
    }

    @Override
    public Optional<PolicyLayer> find(Scope scope, String key) {
        return sql.first(FIND, PolicyTable::layer, scope.key(), key);
    }

    @Override
    public List<PolicyLayer> concerning(String platform, String projectId, String userId) {
        return concerning.get(
                new Concerned(platform, projectId, userId),
                () -> sql.all(CONCERNING, PolicyTable::layer, platform, projectId, userId).stream()
                        .sorted(Comparator.comparing(PolicyLayer::scope).thenComparing(PolicyLayer::key))
                        .toList());
    }

    @Override
    public List<PolicyLayer> inScope(Scope scope) {
        return sql.all(IN_SCOPE, PolicyTable::layer, scope.key());
    }

    private static PolicyLayer layer(ResultSet row) throws SQLException {
        return new PolicyLayer(
                Scope.of(row.getString(1)).orElseThrow(),
                row.getString(2),
                StrictJson.object(row.getString(3)),
                Times.maybe(row.getString(4)),
                row.getString(5));
    }
}
