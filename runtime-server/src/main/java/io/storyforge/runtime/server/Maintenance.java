package io.storyforge.runtime.server;

import io.storyforge.runtime.governance.AuditHead;
import io.storyforge.runtime.server.cli.Command;
import io.storyforge.runtime.server.store.Backup;
import io.storyforge.runtime.server.store.StoreCheck;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The commands that keep the data of a folder safe. */
final class Maintenance {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Maintenance() {}

    /** Copies the data, whether a server runs on it or not. */
    static void backup(Command.Backup command, PrintStream out) {
        StoreCheck.Report report = Backup.write(command.data(), command.file());
        out.println("Wrote %s: %d runs, %d events, checked.".formatted(command.file(), report.runs(), report.events()));
        tellAudit(report, out);
    }

    /** Puts a copy in the place of the data; the folder is held meanwhile, so that no server can start on it. */
    static void restore(Command.Restore command, InstantSource clock, PrintStream out) {
        DataFolder held = DataFolder.take(command.data());
        try {
            Path kept =
                    command.data().resolve("storyforge.db.before-restore-%s".formatted(STAMP.format(clock.instant())));
            StoreCheck.Report report = Backup.restore(command.file(), command.data(), kept);
            out.println("Restored %s: %d runs, %d events.".formatted(command.file(), report.runs(), report.events()));
            tellAudit(report, out);
            if (Files.exists(kept)) {
                out.println("The data before is kept as %s.".formatted(kept));
            }
        } finally {
            held.close();
        }
    }

    /** Prints each finding; false when there is one. */
    static boolean check(Command.Check command, PrintStream out) {
        StoreCheck.Report report = command.file()
                .map(file -> StoreCheck.ofFile(file, command.auditHead()))
                .orElseGet(() -> StoreCheck.ofFolder(command.data(), command.auditHead()));
        report.damage().forEach(out::println);
        tellAudit(report, out);
        out.println("Checked %d runs and %d events: %s."
                .formatted(
                        report.runs(),
                        report.events(),
                        report.clean() ? "all is well" : report.findings().size() + " finding(s)"));
        return report.clean();
    }

    private static void tellAudit(StoreCheck.Report report, PrintStream out) {
        report.audit().finding().ifPresent(out::println);
        report.audit().head().map(Maintenance::sentence).ifPresent(out::println);
    }

    // With the whole hash: whoever keeps it elsewhere can compare it later.
    private static String sentence(AuditHead head) {
        if (head.seq() == 0) {
            return "Audit log: no entries.";
        }
        String entries = head.seq() == 1 ? "1 entry" : head.seq() + " entries";
        return "Audit log: %s, head %s".formatted(entries, head.text());
    }
}
