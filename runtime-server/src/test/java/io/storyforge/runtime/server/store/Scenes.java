package io.storyforge.runtime.server.store;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.store.Records;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The few moves that tests of this store are told in. */
final class Scenes {
    static final Lane LANE = new Lane("ann", "shop");

    private Scenes() {}

    static SqliteStore open(Path directory) {
        return open(directory, SqliteStore.Limits.DEFAULT);
    }

    static SqliteStore open(Path directory, SqliteStore.Limits limits) {
        return SqliteStore.open(directory, InstantSource.system(), EventIds::next, limits);
    }

    static SqliteStore.Limits waiting(int most) {
        SqliteStore.Limits limits = SqliteStore.Limits.DEFAULT;
        return new SqliteStore.Limits(limits.pragmas(), most, limits.readers(), limits.readTime());
    }

    /** The usual limits, but a commit does not wait for the disk. */
    static SqliteStore.Limits withoutFlushing() {
        SqliteStore.Limits limits = SqliteStore.Limits.DEFAULT;
        List<Pragma> pragmas = limits.pragmas().stream()
                .map(pragma -> pragma.name().equals("synchronous") ? new Pragma(pragma.name(), "NORMAL", "1") : pragma)
                .toList();
        return new SqliteStore.Limits(pragmas, limits.mostWaiting(), limits.readers(), limits.readTime());
    }

    static User addUser(Records records, String id, String name) {
        User user = new User(id, name, Role.MEMBER, Standing.APPROVED, SampleRuns.NOW);
        records.identities().insert(user);
        return user;
    }

    static Run insert(Records records, long number) {
        Run run = SampleRuns.unconfirmed(SampleRuns.id(number), records.runs().nextNumber(LANE), LANE);
        records.runs().insert(run, List.of(SampleRuns.created()), SampleRuns.NOW);
        return run;
    }
}
