package io.storyforge.runtime.server.cli;

import io.storyforge.runtime.governance.AuditHead;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The flags of a command line: {@code --name value}, {@code --name=value}, or {@code --name} alone. */
final class Flags {
    private static final int MAX_NAME = 100;

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> switches = new HashSet<>();

    private Flags() {}

    static Flags parse(String[] arguments, int from, Set<String> named, Set<String> alone) {
        Flags flags = new Flags();
        for (int i = from; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.indexOf('=');
            String name = argument.substring(0, equals < 0 ? argument.length() : equals)
                    .replaceFirst("^--", "");
            if (argument.startsWith("--") && alone.contains(name) && equals < 0) {
                flags.switches.add(name);
            } else if (argument.startsWith("--") && named.contains(name)) {
                if (equals < 0 && i + 1 == arguments.length) {
                    throw new UsageException("--%s needs a value".formatted(name));
                }
                flags.values.put(name, equals < 0 ? arguments[++i] : argument.substring(equals + 1));
            } else {
                throw new UsageException("'%s' is not understood here".formatted(argument));
            }
        }
        return flags;
    }

    boolean has(String name) {
        return switches.contains(name);
    }

    /** All that are given; those without a value as {@code yes}. */
    Map<String, String> all() {
        Map<String, String> all = new HashMap<>(values);
        switches.forEach(name -> all.put(name, "yes"));
        return all;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    Optional<String> given(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The address of a server, on the command line as it stands in a browser. */
    static URI server(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException ignored) { // told below
        }
        throw new UsageException("'%s' is not the address of a server, such as http://127.0.0.1:8080".formatted(text));
    }

    Duration seconds(String name, int otherwise) {
        String text = text(name, Integer.toString(otherwise));
        if (!text.matches("[0-9]{1,4}")) {
            throw new UsageException("--%s must be seconds from 0 to 9999, not '%s'".formatted(name, text));
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    String user() {
        String name = required("user").strip();
        if (name.isEmpty() || name.length() > MAX_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new UsageException("--user must have 1 to %d characters".formatted(MAX_NAME));
        }
        return name;
    }

    Path folder(String name) {
        return path("--" + name, required(name));
    }

    Optional<Path> optionalPath(String name) {
        return values.containsKey(name) ? Optional.of(folder(name)) : Optional.empty();
    }

    /** A head of the audit log, as check prints it. */
    Optional<AuditHead> auditHead() {
        return given("audit-head")
                .map(text -> AuditHead.of(text)
                        .orElseThrow(() -> new UsageException(
                                "--audit-head must be SEQ:HASH as check printed it, not '%s'".formatted(text))));
    }

    static Path path(String name, String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UsageException("%s is not a path: %s".formatted(name, e.getMessage()));
        }
    }

    int port(String name, int otherwise) {
        String text = text(name, Integer.toString(otherwise));
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException ignored) { // told below
        }
        throw new UsageException("--%s must be a port from 0 to 65535, not '%s'".formatted(name, text));
    }

    private String required(String name) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new UsageException("--%s is missing".formatted(name));
        }
        return value;
    }
}
