package io.storyforge.runtime.store;

/** What is stored, by topic. Valid inside one {@link RuntimeStore#read} or {@link RuntimeStore#write} only. */
public interface Records {

    /** Runs, their events, leases and step outputs. */
    RunRecords runs();

    /** Sessions and messages. */
    ConversationRecords conversations();

    /** Projects and their members. */
    ProjectRecords projects();

    /** The projects' documents. */
    DocumentRecords documents();

    /** Policy layers and admin overrides. */
    PolicyRecords policies();

    /** Users and their secrets. */
    IdentityRecords identities();

    /** Who changed the rules, and why. */
    AuditRecords audit();

    /** The answers kept for idempotency keys. */
    AnswerRecords answers();
}
