package io.storyforge.runtime.server.http;

import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.store.Records;
import java.util.HashMap;
import java.util.Map;

/** The names of users, for one answer: each is looked up once, however many rows are theirs. */
final class Names {
    private final Records records;
    private final Map<String, String> known = new HashMap<>();

    Names(Records records) {
        this.records = records;
    }

    /** The user's name; empty when there is no such user. */
    String of(String userId) {
        return known.computeIfAbsent(
                userId, id -> records.identities().find(id).map(User::name).orElse(""));
    }

    /** The name of the user that an event's details say did it; empty when they name nobody. */
    String by(Map<String, Object> details) {
        return details.get("by") instanceof String userId ? of(userId) : "";
    }
}
