package io.storyforge.runtime.server.cli;

import io.storyforge.runtime.governance.AuditHead;
import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command line, understood. */
public sealed interface Command {
    /** How the commands are written. */
    String USAGE = """
        serve --port N --data DIR [--host H] [--sample] [--print-login] [--config FILE]
              [--plugins DIR | --watch-plugins DIR]
        token create --data DIR --user NAME [--role member|admin] [--pending]
        login-link --data DIR --user NAME [--base URL]
        config --data DIR [flags of serve]
        backup FILE --data DIR
        restore FILE --data DIR
        check [FILE] --data DIR [--audit-head SEQ:HASH]
        smoke URL --token T | --token-file FILE|- [--timeout SECONDS]
        health [URL] [--wait SECONDS]
        plugins check DIR [--config FILE]\
        """;

    /** The flags of serve with a value. */
    Set<String> SERVE = Set.of("port", "host", "data", "plugins", "watch-plugins", "config");

    /** The flags of serve without one. */
    Set<String> SERVE_ALONE = Set.of("sample", "print-login");

    /** Serve until told to stop. */
    record Serve(String host, int port, Path data, boolean sample, boolean printLogin, PluginFlags plugins)
            implements Command {}

    /**
     * What serve is told about plugins.
     *
     * @param folder instead of {@code DATA/plugins}
     * @param watch whether rebuilt plugins in the folder are swapped in
     * @param config instead of {@code DATA/application.yaml}
     */
    record PluginFlags(Optional<Path> folder, boolean watch, Optional<Path> config) {}

    /** Print a new token; make the user when there is none. */
    record CreateToken(Path data, String user, Role role, Standing standing) implements Command {}

    /** Print a one-time login link. */
    record LoginLink(Path data, String user, String base) implements Command {}

    /**
     * Do the main job once against a server.
     *
     * @param tokenFile where the token is when it is not on the command line; {@code -} is standard input
     */
    record Smoke(URI server, Optional<String> token, Optional<String> tokenFile, Duration patience)
            implements Command {}

    /** Ask whether a server takes requests, until it does or the time is over. */
    record Health(URI server, Duration patience) implements Command {}

    /** Load the plugins of a folder, start none, and print how each is. */
    record CheckPlugins(Path folder, Optional<Path> config) implements Command {}

    /** Copy the data to a file that does not exist, whether a server runs or not. */
    record Backup(Path file, Path data) implements Command {}

    /** Put a copy in the place of the data; no server may run. */
    record Restore(Path file, Path data) implements Command {}

    /** Look for damage in the data, or in a copy; {@code auditHead} is what an earlier check printed. */
    record Check(Optional<Path> file, Path data, Optional<AuditHead> auditHead) implements Command {}

    /**
     * Print every setting, its value and where it came from.
     *
     * @param flags the flags of serve that are given, by name
     */
    record Config(Path data, Optional<Path> config, Map<String, String> flags) implements Command {}

    /** Print how the commands are written. */
    record Help() implements Command {}

    /** Understands a command line, or refuses it with a sentence. */
    static Command parse(String... arguments) {
        String name = arguments.length == 0 ? "help" : arguments[0];
        return switch (name) {
            case "serve" -> serve(Flags.parse(arguments, 1, SERVE, SERVE_ALONE));
            case "token" -> {
                if (arguments.length < 2 || !arguments[1].equals("create")) {
                    throw new UsageException("the token command is: token create --data DIR --user NAME");
                }
                yield token(Flags.parse(arguments, 2, Set.of("data", "user", "role"), Set.of("pending")));
            }
            case "login-link" -> login(Flags.parse(arguments, 1, Set.of("data", "user", "base"), Set.of()));
            case "backup" -> new Backup(file(arguments), data(arguments, 2));
            case "restore" -> new Restore(file(arguments), data(arguments, 2));
            case "check" -> check(arguments);
            case "config" -> config(Flags.parse(arguments, 1, SERVE, SERVE_ALONE));
            case "smoke" -> smoke(arguments);
            case "health" -> health(arguments);
            case "plugins" -> {
                if (arguments.length < 3 || !arguments[1].equals("check") || arguments[2].startsWith("--")) {
                    throw new UsageException("the plugins command is: plugins check DIR [--config FILE]");
                }
                yield new CheckPlugins(
                        Flags.path("DIR", arguments[2]),
                        Flags.parse(arguments, 3, Set.of("config"), Set.of()).optionalPath("config"));
            }
            case "help", "--help", "-h" -> new Help();
            default ->
                throw new UsageException(
                        "unknown command '%s', known: serve, token create, login-link, backup, restore, check, config, plugins check, smoke, health"
                                .formatted(name));
        };
    }

    private static Command serve(Flags flags) {
        return new Serve(
                flags.text("host", "127.0.0.1"),
                flags.port("port", 8080),
                flags.folder("data"),
                flags.has("sample"),
                flags.has("print-login"),
                plugins(flags));
    }

    private static PluginFlags plugins(Flags flags) {
        Optional<Path> folder = flags.optionalPath("plugins");
        Optional<Path> watched = flags.optionalPath("watch-plugins");
        if (folder.isPresent() && watched.isPresent()) {
            throw new UsageException("--plugins and --watch-plugins are not given together");
        }
        return new PluginFlags(watched.or(() -> folder), watched.isPresent(), flags.optionalPath("config"));
    }

    private static Command token(Flags flags) {
        String role = flags.text("role", "member");
        return new CreateToken(
                flags.folder("data"),
                flags.user(),
                Role.of(role)
                        .orElseThrow(
                                () -> new UsageException("--role must be member or admin, not '%s'".formatted(role))),
                flags.has("pending") ? Standing.PENDING : Standing.APPROVED);
    }

    private static Command config(Flags flags) {
        return new Config(flags.folder("data"), flags.optionalPath("config"), flags.all());
    }

    private static Path file(String... arguments) {
        if (arguments.length < 2 || arguments[1].startsWith("--")) {
            throw new UsageException("the %s command is: %1$s FILE --data DIR".formatted(arguments[0]));
        }
        return Flags.path("FILE", arguments[1]);
    }

    private static Command check(String... arguments) {
        boolean named = arguments.length > 1 && !arguments[1].startsWith("--");
        Flags flags = Flags.parse(arguments, named ? 2 : 1, Set.of("data", "audit-head"), Set.of());
        return new Check(
                named ? Optional.of(file(arguments)) : Optional.empty(), flags.folder("data"), flags.auditHead());
    }

    private static Path data(String[] arguments, int from) {
        return Flags.parse(arguments, from, Set.of("data"), Set.of()).folder("data");
    }

    private static Command smoke(String... arguments) {
        if (arguments.length < 2 || arguments[1].startsWith("--")) {
            throw new UsageException("the smoke command is: smoke URL --token T, or --token-file FILE, - for stdin");
        }
        Flags flags = Flags.parse(arguments, 2, Set.of("token", "token-file", "timeout"), Set.of());
        Optional<String> token = flags.given("token");
        Optional<String> file = flags.given("token-file");
        if (token.isPresent() == file.isPresent()) {
            throw new UsageException("smoke needs one of --token and --token-file");
        }
        return new Smoke(Flags.server(arguments[1]), token, file, flags.seconds("timeout", 30));
    }

    private static Command health(String... arguments) {
        boolean named = arguments.length > 1 && !arguments[1].startsWith("--");
        Flags flags = Flags.parse(arguments, named ? 2 : 1, Set.of("wait"), Set.of());
        return new Health(Flags.server(named ? arguments[1] : "http://127.0.0.1:8080"), flags.seconds("wait", 0));
    }

    private static Command login(Flags flags) {
        return new LoginLink(flags.folder("data"), flags.user(), flags.text("base", "http://127.0.0.1:8080"));
    }
}
