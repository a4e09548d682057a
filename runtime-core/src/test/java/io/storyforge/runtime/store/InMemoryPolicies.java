package io.storyforge.runtime.store;

import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

record InMemoryPolicies(Table<Place, PolicyLayer> table) implements PolicyRecords {
    @Override
    public void put(PolicyLayer layer) {
        table.put(new Place(layer.scope(), layer.key()), layer);
    }

    @Override
    public Optional<PolicyLayer> find(Scope scope, String key) {
        return table.find(new Place(scope, key));
    }

    @Override
    public List<PolicyLayer> concerning(String platform, String projectId, String userId) {
        return table.all().stream()
                .filter(layer -> switch (layer.scope()) {
                    case SYSTEM, ADMIN_OVERRIDE -> true;
                    case PLATFORM -> layer.key().equals(platform);
                    case PROJECT -> layer.key().equals(projectId);
                    case USER -> layer.key().equals(userId);
                })
                .toList();
    }

    @Override
    public List<PolicyLayer> inScope(Scope scope) {
        return table.all().stream().filter(layer -> layer.scope() == scope).toList();
    }

    /** In the table's order the weakest scope is first. */
    record Place(Scope scope, String key) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::scope).thenComparing(Place::key);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }
}
