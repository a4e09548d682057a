package io.storyforge.runtime.server;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.server.cli.Command;

/** The serve command: runs until the process is told to stop, then finishes what it has begun. */
final class Serving {
    private static final String FIRST_ADMIN = "admin";

    private Serving() {}

    static void run(Command.Serve command) {
        StoryForgeServer server = StoryForgeServer.start(options(command));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            server.close();
            Logging.stop();
        }));
        String base = "http://%s:%d".formatted(shown(command.host()), server.port());
        System.out.println("StoryForge is ready at " + base);
        if (command.printLogin()) {
            User admin = server.identities().ensure(FIRST_ADMIN, Role.ADMIN, Standing.APPROVED);
            System.out.println("Log in, once, within 30 minutes: "
                    + Accounts.link(base, server.identities().issueLoginCode(admin)));
        }
    }

    private static StoryForgeServer.Options options(Command.Serve command) {
        Command.PluginFlags flags = command.plugins();
        ServerConfig config = ServerConfig.read(flags.config(), command.data());
        PluginFolders folders = PluginFolders.of(
                flags.folder().or(config::pluginFolder).orElse(command.data().resolve("plugins")),
                config.pluginWork().orElse(command.data().resolve(StoryForgeServer.COPIES)));
        return new StoryForgeServer.Options(
                command.host(),
                command.port(),
                command.data(),
                command.sample(),
                new StoryForgeServer.Plugins(folders, flags.watch(), config.plugins()),
                config.own());
    }

    private static String shown(String host) {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
