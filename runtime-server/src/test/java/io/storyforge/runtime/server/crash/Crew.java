package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.identity.Identities;
import io.storyforge.runtime.server.store.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Users made in a data folder that no server runs on. */
final class Crew {
    private Crew() {}

    /** A user and a client that is known as them. */
    record Member(String name, ApiClient api) {}

    /** New members. */
    static List<Member> members(Path data, int count) {
        List<String> tokens = tokens(data, count);
        return IntStream.range(0, count)
                .mapToObj(index -> new Member("crew-" + index, ApiClient.of(0).token(tokens.get(index))))
                .toList();
    }

    /** The tokens of new members. */
    static List<String> tokens(Path data, int count) {
        Supplier<String> ids = Crew::id;
        try (SqliteStore store = SqliteStore.open(data, Clock.systemUTC(), ids)) {
            Identities identities = new Identities(store, Clock.systemUTC(), ids);
            return IntStream.range(0, count)
                    .mapToObj(index -> {
                        User user = identities.ensure("crew-" + index, Role.MEMBER, Standing.APPROVED);
                        return identities.issueToken(user);
                    })
                    .toList();
        }
    }

    // As the server makes them: version 7.
    private static String id() {
        UUID random = UUID.randomUUID();
        long most = (System.currentTimeMillis() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xFFF);
        return new UUID(most, random.getLeastSignificantBits()).toString();
    }
}
