package io.storyforge.runtime.store;

/**
 * What every store must do. A store's test implements {@link #open} and inherits the tests; one that keeps its data
 * over a restart implements {@link DurableStoreContract}. Ids are only text to a store: runs, sessions and secrets may
 * name users, projects and sessions that are not stored.
 */
public interface RuntimeStoreContract
        extends RunContract,
                RunListContract,
                RunSweepContract,
                LaneContract,
                EventContract,
                FeedContract,
                LeaseContract,
                ConversationContract,
                ProjectContract,
                DocumentContract,
                PolicyContract,
                IdentityContract,
                AnswerContract,
                AuditContract,
                TransactionContract,
                ConcurrencyContract,
                CommitContract {
    @Override
    RuntimeStore open();
}
