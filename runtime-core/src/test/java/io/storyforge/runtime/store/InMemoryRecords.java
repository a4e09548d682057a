package io.storyforge.runtime.store;

/** One state of the store in memory. */
final class InMemoryRecords implements Records {
    private final InMemoryEvents events;
    private final InMemoryRuns runs;
    private final InMemoryConversations conversations;
    private final InMemoryProjects projects;
    private final InMemoryDocuments documents;
    private final InMemoryPolicies policies;
    private final InMemoryIdentities identities;
    private final InMemoryAnswers answers;
    private final InMemoryAudit audit;

    InMemoryRecords(boolean withLanes) {
        this.events = new InMemoryEvents(new Table<>(), new Table<>());
        this.runs = new InMemoryRuns(events, withLanes);
        this.conversations = new InMemoryConversations(new Table<>(), new Table<>());
        this.identities = new InMemoryIdentities(new Table<>(), new Table<>());
        this.projects = new InMemoryProjects(new Table<>(), new Table<>(), identities);
        this.documents = new InMemoryDocuments(new Table<>());
        this.policies = new InMemoryPolicies(new Table<>());
        this.answers = new InMemoryAnswers(new Table<>());
        this.audit = new InMemoryAudit(new Table<>());
    }

    private InMemoryRecords(InMemoryRecords from) {
        this.events = from.events.copy();
        this.runs = from.runs.copy(events);
        this.conversations = from.conversations.copy();
        this.identities = from.identities.copy();
        this.projects = from.projects.copy(identities);
        this.documents = new InMemoryDocuments(from.documents.table().copy());
        this.policies = new InMemoryPolicies(from.policies.table().copy());
        this.answers = new InMemoryAnswers(from.answers.table().copy());
        this.audit = new InMemoryAudit(from.audit.table().copy());
    }

    InMemoryRecords copy() {
        return new InMemoryRecords(this);
    }

    InMemoryRecords sealed() {
        events.seal();
        runs.seal();
        conversations.seal();
        identities.seal();
        projects.seal();
        documents.table().seal();
        policies.table().seal();
        answers.table().seal();
        audit.table().seal();
        return this;
    }

    InMemoryEvents events() {
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
