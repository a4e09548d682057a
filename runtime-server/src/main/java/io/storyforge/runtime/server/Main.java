package io.storyforge.runtime.server;

import io.storyforge.runtime.plugin.PluginStartException;
import io.storyforge.runtime.server.cli.Command;
import io.storyforge.runtime.server.cli.UsageException;
import io.storyforge.runtime.store.StoreException;
import java.time.Clock;

/** The program: one command, one sentence on standard error when it cannot be carried out. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process, with 0 or 1. */
    public static void main(String[] arguments) {
        Logging.start();
        try {
            Command command = Command.parse(arguments);
            switch (command) {
                case Command.Serve serve -> Serving.run(serve);
                case Command.CreateToken token -> System.out.println(Accounts.createToken(token));
                case Command.LoginLink link -> System.out.println(Accounts.loginLink(link));
                case Command.Backup backup -> Maintenance.backup(backup, System.out);
                case Command.Restore restore -> Maintenance.restore(restore, Clock.systemUTC(), System.out);
                case Command.Check check -> end(Maintenance.check(check, System.out));
                case Command.Config config -> SettingsPrint.print(config, System.out);
                case Command.Smoke smoke -> end(Visits.smoke(smoke));
                case Command.Health health -> end(Visits.health(health));
                case Command.CheckPlugins check -> {
                    if (!PluginCheck.run(check)) {
                        System.exit(1);
                    }
                }
                case Command.Help ignored -> System.out.println(Command.USAGE);
            }
        } catch (StartException | UsageException | StoreException | PluginStartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void end(boolean passed) {
        System.out.flush();
        System.exit(passed ? 0 : 1);
    }
}
