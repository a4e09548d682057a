package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.AnswerRecords;
import io.storyforge.runtime.store.ConversationRecords;
import io.storyforge.runtime.store.DocumentRecords;
import io.storyforge.runtime.store.IdentityRecords;
import io.storyforge.runtime.store.PolicyRecords;
import io.storyforge.runtime.store.ProjectRecords;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RunRecords;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Every table on one connection. Made once with the connection, so that its statements are kept. */
final class StoredRecords implements Records {
    // Changes with each commit of another connection, such as the command line's, and with none of this one.
    private static final String WRITTEN_BY_OTHERS = "PRAGMA data_version";

    private final Sql sql;
    private final Memory memory;
    private final EventTable events;
    private final RunTable runs;
    private final ConversationTable conversations;
    private final ProjectTable projects;
    private final DocumentTable documents;
    private final PolicyTable policies;
    private final IdentityTable identities;
    private final AnswerTable answers;
    private long writtenByOthers;

    /** The tables; {@code memory} is {@link Memory#none} unless this connection makes every change itself. */
    StoredRecords(Sql sql, InstantSource clock, Supplier<String> ids, Memory memory) {
        this.sql = sql;
        this.memory = memory;
        this.events = new EventTable(sql, ids);
        this.runs = new RunTable(sql, events, new StepTable(sql, clock));
        this.conversations = new ConversationTable(sql, memory);
        this.projects = new ProjectTable(sql, clock, memory);
        this.documents = new DocumentTable(sql);
        this.policies = new PolicyTable(sql, clock, memory);
        this.identities = new IdentityTable(sql);
        this.answers = new AnswerTable(sql);
    }

    EventTable events() {
        return events;
    }

    /** A transaction has begun, which holds the write lock. */
    void begin() {
        events.reset();
        long version = sql.number(WRITTEN_BY_OTHERS);
        if (version != writtenByOthers) {
            forget();
            writtenByOthers = version;
        }
    }

    /** How much was changed since the connection was opened; the same number means that nothing was. */
    long changes() {
        return sql.changes() + runs.numbers().taken();
    }

    /** Writes what tables have gathered. To be called before a commit or a savepoint's release. */
    void save() {
        runs.numbers().save();
    }

    /** Forgets what tables remember: a transaction or a part of it was undone, or somebody else has written. */
    void forget() {
        memory.forget();
        runs.numbers().forget();
    }

    @Override
    public RunRecords runs() {
        return runs;
    }

    @Override
    public ConversationRecords conversations() {
        return conversations;
    }

    @Override
    public ProjectRecords projects() {
        return projects;
    }

    @Override
    public DocumentRecords documents() {
        return documents;
    }

    @Override
    public PolicyRecords policies() {
        return policies;
    }

    @Override
    public IdentityRecords identities() {
        return identities;
    }

    @Override
    public AnswerRecords answers() {
        return answers;
    }
}
