package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.StoreUnavailableException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The only class that knows Flyway: a start with current tables does not load it. */
final class Migrations {
    // Eight lines for a new folder, where the command line prints one word. The field keeps the setting alive.
    private static final Logger FLYWAY_LOGGER = Logger.getLogger("org.flywaydb");

    private Migrations() {}

    static void run(String url) {
        FLYWAY_LOGGER.setLevel(Level.WARNING);
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(url, null, null)
                    .locations("classpath:db/migration/sqlite")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreUnavailableException("cannot bring the tables up to date: " + e.getMessage(), e);
        }
    }
}
