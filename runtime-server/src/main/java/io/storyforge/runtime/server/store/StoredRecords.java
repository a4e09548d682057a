package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.AnswerRecords;
import io.storyforge.runtime.store.AuditRecords;
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
    private final EventTable events;
    private final RunTable runs;
    private final ConversationTable conversations;
    private final ProjectTable projects;
    private final DocumentTable documents;
    private final PolicyTable policies;
    private final IdentityTable identities;
    private final AnswerTable answers;
    private final AuditTable audit;

    StoredRecords(Sql sql, InstantSource clock, Supplier<String> ids) {
        this.events = new EventTable(sql, ids);
        this.runs = new RunTable(sql, events, new StepTable(sql, clock));
        this.conversations = new ConversationTable(sql);
        this.projects = new ProjectTable(sql, clock);
        this.documents = new DocumentTable(sql);
        this.policies = new PolicyTable(sql, clock);
        this.identities = new IdentityTable(sql);
        this.answers = new AnswerTable(sql);
        this.audit = new AuditTable(sql);
    }

    EventTable events() {
        return events;
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
    public AuditRecords audit() {
        return audit;
    }

    @Override
    public AnswerRecords answers() {
        return answers;
    }
}
