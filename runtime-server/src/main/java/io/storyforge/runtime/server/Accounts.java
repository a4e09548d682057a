package io.storyforge.runtime.server;

import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.server.cli.Command;
import io.storyforge.runtime.server.identity.Identities;
import io.storyforge.runtime.server.store.SqliteStore;
import io.storyforge.runtime.store.RuntimeStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.function.Function;

/** The account commands. They write to the data folder themselves, whether a server runs on it or not. */
final class Accounts {
    private Accounts() {}

    static String createToken(Command.CreateToken command) {
        return with(command.data(), identities -> {
            User user = identities.ensure(command.user(), command.role(), command.standing());
            return identities.issueToken(user);
        });
    }

    static String loginLink(Command.LoginLink command) {
        return with(command.data(), identities -> {
            User user = identities
                    .named(command.user())
                    .orElseThrow(
                            () -> new StartException("there is no user '%s', create one with: token create --user %s"
                                    .formatted(command.user(), command.user())));
            return link(command.base(), identities.issueLoginCode(user));
        });
    }

    // The code stands behind '#': browsers send that part to nobody, so it is in no log and no referrer.
    static String link(String base, String code) {
        return base.replaceAll("/+$", "") + "/login#code=" + code;
    }

    private static String with(Path data, Function<Identities, String> work) {
        DataFolder.prepare(data);
        InstantSource clock = Clock.systemUTC();
        Ids ids = new Ids();
        try (RuntimeStore store = SqliteStore.open(data, clock, ids)) {
            return work.apply(new Identities(store, clock, ids));
        }
    }
}
