/**
 * The store in one SQLite file: {@link io.storyforge.runtime.server.store.SqliteStore} and nothing else is public, and no SQL is written anywhere
 * else.
 *
 * <p>One thread writes. What callers ask for while it waits for the disk goes into the next commit together, so that
 * one flush of {@code synchronous=FULL} serves up to 256 of them; a pool in which everyone commits alone is about ten
 * times slower and, because SQLite waits for its lock in native code, stops the virtual threads' carriers for seconds.
 * A group runs without savepoints, which would cost about a third of its time; only when one function fails after it
 * has changed something is the group rolled back and run again with a savepoint each. Two threads read, each on a
 * connection that refuses changes, in one state of the database and within a time limit.
 *
 * <p>Access is through Helidon's DbClient where that is fast enough: users, projects, policies, sessions. It prepares a
 * statement for each use and reads the metadata of every row, about 40 µs for a new run and 30 µs for each row of a
 * list; the statements of runs, events, documents and look-ups are therefore kept, on the same connection and in the
 * same transaction. DbTransaction knows neither BEGIN IMMEDIATE nor savepoints and closes its connection at the end, so
 * {@code StoreConnection} begins and ends transactions and gives DbClient a view that cannot.
 *
 * <p>Runs keep the order of arrival in their rowid. Lists and feeds name their index: a planner that changed its mind
 * would sort a user's whole history for a page of twenty.
 */
@NullMarked
package io.storyforge.runtime.server.store;

import org.jspecify.annotations.NullMarked;
