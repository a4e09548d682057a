package io.storyforge.runtime.server.store;

import static io.storyforge.runtime.server.store.DatabaseFile.failed;

import io.storyforge.runtime.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Copies of the database. A copy holds one state: everything that was acknowledged before it began. It is checked, and
 * only then has its name; what has another name is not a backup.
 */
public final class Backup {
    private Backup() {}

    /**
     * Writes a copy of the folder's database, also while a server works on it.
     *
     * @param target a file that does not exist, in a folder that does
     * @throws StoreUnavailableException when there is no copy; nothing is left but, after a crash, a {@code .part} file
     */
    public static StoreCheck.Report write(Path folder, Path target) {
        Path source = folder.resolve(DataFiles.NAME);
        Path place = target.toAbsolutePath().normalize();
        if (!Files.isRegularFile(source)) {
            throw new StoreUnavailableException("there is no database in %s".formatted(folder));
        }
        refuseExisting(place);
        DatabaseFile part = new DatabaseFile(place.resolveSibling(".%s.%d.part"
                .formatted(place.getFileName(), ProcessHandle.current().pid())));
        try {
            part.makeEmpty();
            copy(source, part.path());
            part.sync();
            StoreCheck.Report report = StoreCheck.ofFile(part.path());
            refuseDamaged("the copy", report);
            refuseExisting(place);
            part.rename(place);
            new DatabaseFile(place).syncFolder();
            return report;
        } catch (IOException | SQLException e) {
            throw failed("no backup was written to %s".formatted(place), e);
        } finally {
            part.discard();
        }
    }

    /**
     * Puts a backup in the place of the folder's database, which is kept beside it. No server may run on the folder. At
     * each moment the folder has the old database or the new one.
     *
     * @param keepAs the name under which the old database is kept
     */
    public static StoreCheck.Report restore(Path backup, Path folder, Path keepAs) {
        if (!Files.isRegularFile(backup)) {
            throw new StoreUnavailableException("there is no file %s".formatted(backup));
        }
        StoreCheck.Report report = StoreCheck.ofFile(backup);
        refuseDamaged("the backup", report);
        DatabaseFile part = new DatabaseFile(folder.resolve("." + DataFiles.NAME + ".part"));
        try {
            part.fillFrom(backup);
            part.ownedLike(folder);
            DatabaseFile current = new DatabaseFile(folder.resolve(DataFiles.NAME));
            if (Files.exists(current.path())) {
                current.keepAs(keepAs);
                current.syncFolder();
                current.removeCompanions();
            }
            part.replace(current.path());
            current.syncFolder();
            return report;
        } catch (IOException e) {
            throw failed("the backup was not restored", e);
        } finally {
            part.discard();
        }
    }

    private static void copy(Path source, Path target) throws SQLException {
        try (Connection connection = new DatabaseFile(source).open(false);
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, target.toString());
            statement.execute();
        }
    }

    private static void refuseExisting(Path target) {
        if (Files.exists(target)) {
            throw new StoreUnavailableException("%s exists and is not overwritten".formatted(target));
        }
    }

    private static void refuseDamaged(String what, StoreCheck.Report report) {
        Optional<String> wrong = StoreCheck.summary(report);
        if (wrong.isPresent()) {
            throw new StoreUnavailableException("%s is not sound: %s".formatted(what, wrong.get()));
        }
    }
}
