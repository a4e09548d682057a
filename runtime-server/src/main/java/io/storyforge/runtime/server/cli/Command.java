package io.storyforge.runtime.server.cli;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import java.nio.file.Path;
import java.util.Set;

/** A command line, understood. */
public sealed interface Command {
    /** How the commands are written. */
    String USAGE = """
            serve --port N --data DIR [--host H] [--sample] [--print-login]
            token create --data DIR --user NAME [--role member|admin] [--pending]
            login-link --data DIR --user NAME [--base URL]""";

    /** Serve until told to stop. */
    record Serve(String host, int port, Path data, boolean sample, boolean printLogin) implements Command {}

    /** Print a new token; make the user when there is none. */
    record CreateToken(Path data, String user, Role role, Standing standing) implements Command {}

    /** Print a one-time login link. */
    record LoginLink(Path data, String user, String base) implements Command {}

    /** Print how the commands are written. */
    record Help() implements Command {}

    /** Understands a command line, or refuses it with a sentence. */
    static Command parse(String... arguments) {
        String name = arguments.length == 0 ? "help" : arguments[0];
        return switch (name) {
            case "serve" ->
                serve(Flags.parse(arguments, 1, Set.of("port", "host", "data"), Set.of("sample", "print-login")));
            case "token" -> {
                if (arguments.length < 2 || !arguments[1].equals("create")) {
                    throw new UsageException("the token command is: token create --data DIR --user NAME");
                }
                yield token(Flags.parse(arguments, 2, Set.of("data", "user", "role"), Set.of("pending")));
            }
            case "login-link" -> login(Flags.parse(arguments, 1, Set.of("data", "user", "base"), Set.of()));
            case "help", "--help", "-h" -> new Help();
            default ->
                throw new UsageException(
                        "unknown command '%s', known: serve, token create, login-link".formatted(name));
        };
    }

    private static Command serve(Flags flags) {
        return new Serve(
                flags.text("host", "127.0.0.1"),
                flags.port("port", 8080),
                flags.folder("data"),
                flags.has("sample"),
                flags.has("print-login"));
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

    private static Command login(Flags flags) {
        return new LoginLink(flags.folder("data"), flags.user(), flags.text("base", "http://127.0.0.1:8080"));
    }
}
