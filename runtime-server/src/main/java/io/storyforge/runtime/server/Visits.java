package io.storyforge.runtime.server;

import io.storyforge.runtime.server.cli.Command;
import io.storyforge.runtime.server.smoke.Smoke;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The commands that visit a server from outside, wherever it runs. */
final class Visits {
    private static final int LONGEST_TOKEN = 1_000;

    private Visits() {}

    static boolean smoke(Command.Smoke command) {
        String token = command.token()
                .or(() -> command.tokenFile().map(Visits::read))
                .map(String::strip)
                .filter(text -> text.matches("[!-~]+"))
                .orElseThrow(() -> new StartException("the token is empty or has characters that no token has"));
        Smoke.Target target = new Smoke.Target(command.server(), token, command.patience());
        return Smoke.run(target, new Ids(), Clock.systemUTC(), System.out::println);
    }

    static boolean health(Command.Health command) {
        return Smoke.ready(command.server(), command.patience(), Clock.systemUTC(), System.out::println);
    }

    private static String read(String file) {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            return new String(in.readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StartException("the token file %s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
