package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Why the store failed, in the words of an answer: what an operator can do something about, and nothing of the inside. */
public final class StoreTrouble {
    // Extended codes, such as "I/O error while syncing", have the plain one in their lowest byte.
    private static final int PLAIN = 0xFF;

    private StoreTrouble() {}

    /** The reason, as part of a sentence. */
    public static String reason(StoreException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException exception) {
                return reason(exception.getResultCode());
            }
        }
        return "the store is not available";
    }

    private static String reason(SQLiteErrorCode code) {
        return switch (code.code & PLAIN) {
            case 13 -> "the disk is full";
            case 10 -> "the disk reports an error";
            case 8 -> "the data folder cannot be written";
            case 11, 26 -> "the database is damaged; restore a backup";
            case 14 -> "the database cannot be opened";
            default -> "the store is not available";
        };
    }
}
