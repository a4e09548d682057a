package io.storyforge.runtime.server.store;

/**
 * What the store counts, since it was opened.
 *
 * @param waiting changes that wait for the writer now
 * @param capacity how many may
 * @param refused changes that were one too many
 * @param changes changes in commits that succeeded
 * @param commitNanos the time of those commits, together
 */
public record StoreFigures(
        int waiting,
        int capacity,
        long refused,
        long changes,
        long commits,
        long commitNanos,
        long largestCommit,
        long failedCommits,
        long databaseBytes,
        long walBytes,
        long freeBytes) {}
