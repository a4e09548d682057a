package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginArtifact.Origin;
import io.storyforge.runtime.plugin.PluginProblem.Code;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happens when two plugins claim the same thing: nothing is chosen silently. Pure. */
final class Conflicts {
    private Conflicts() {}

    /** The state of every copy that is not used, because its id is there more than once or another file was chosen. */
    static Map<PluginArtifact, PluginStatus> ids(List<PluginArtifact> found, PluginConfig config) {
        Map<PluginArtifact, PluginStatus> losers = new LinkedHashMap<>();
        Map<String, List<PluginArtifact>> byId = found.stream()
                .collect(Collectors.groupingBy(PluginArtifact::id, LinkedHashMap::new, Collectors.toList()));
        byId.forEach((id, copies) ->
                losers.putAll(losers(id, copies, config.options(id).from())));
        return losers;
    }

    private static Map<PluginArtifact, PluginStatus> losers(
            String id, List<PluginArtifact> copies, Optional<String> from) {
        Map<PluginArtifact, PluginStatus> losers = new LinkedHashMap<>();
        List<PluginArtifact> winners = winners(copies, from);
        if (winners.size() == 1 && copies.size() == 1) {
            return losers;
        }
        String files = copies.stream().map(Conflicts::place).collect(Collectors.joining(", "));
        for (PluginArtifact copy : copies) {
            if (winners.size() == 1 && winners.contains(copy)) {
                continue;
            }
            losers.put(copy, loser(id, files, winners, from));
        }
        return losers;
    }

    private static PluginStatus loser(String id, String files, List<PluginArtifact> winners, Optional<String> from) {
        if (from.isPresent() && winners.size() == 1) {
            return new PluginStatus.Disabled("plugins.%s.from chooses %s".formatted(id, place(winners.getFirst())));
        }
        String message = from.map(file -> "plugins.%s.from names '%s', there is: %s".formatted(id, file, files))
                .orElseGet(() -> "the id '%s' is there more than once: %s".formatted(id, files));
        return new PluginStatus.Refused(PluginProblem.of(
                Code.DUPLICATE_ID,
                message,
                "remove all copies but one, or set plugins.%s.from to the file to use".formatted(id)));
    }

    private static List<PluginArtifact> winners(List<PluginArtifact> copies, Optional<String> from) {
        if (from.isPresent()) {
            return chosen(copies, from.get());
        }
        return copies.size() == 1
                ? copies
                : copies.stream().filter(copy -> copy.origin().isShipped()).toList();
    }

    private static List<PluginArtifact> chosen(List<PluginArtifact> copies, String from) {
        List<PluginArtifact> named = copies.stream()
                .filter(copy -> copy.file().equals(from) || copy.origin().key().equals(from))
                .toList();
        // A copy of a shipped jar usually keeps its name; the shipped one can be named by its origin.
        List<PluginArtifact> dropped =
                named.stream().filter(copy -> copy.origin() == Origin.DIRECTORY).toList();
        return dropped.isEmpty() ? named : dropped;
    }

    private static String place(PluginArtifact copy) {
        return switch (copy.origin()) {
            case CLASS_PATH -> "%s (class path)".formatted(copy.file());
            case SHIPPED -> "%s (shipped)".formatted(copy.file());
            case DIRECTORY -> copy.file();
        };
    }

    /** What plugins before this one have. */
    static final class Taken {
        private final Map<String, String> actions = new HashMap<>();
        private final Map<String, String> tools = new HashMap<>();

        /** Takes the plugin's actions and tools, all of them or none. */
        void take(Plugin plugin) throws LoadException {
            String screen = plugin.descriptor().screen();
            List<String> actionKeys = plugin.descriptor().actions().stream()
                    .map(action -> screen + "/" + action.key())
                    .toList();
            List<String> toolKeys =
                    plugin.tools().stream().map(tool -> tool.descriptor().key()).toList();
            check(Code.DUPLICATE_ACTION, "action", actionKeys, actions);
            check(Code.DUPLICATE_TOOL, "tool", toolKeys, tools);
            Set<String> own = new HashSet<>();
            for (String key : toolKeys) {
                if (!own.add(key)) {
                    throw LoadException.refused(
                            Code.DUPLICATE_TOOL,
                            "the plugin brings the tool %s twice".formatted(key),
                            "give each tool a key of its own");
                }
            }
            actionKeys.forEach(key -> actions.put(key, plugin.id()));
            toolKeys.forEach(key -> tools.put(key, plugin.id()));
        }

        private static void check(Code code, String what, List<String> keys, Map<String, String> taken)
                throws LoadException {
            for (String key : keys) {
                String owner = taken.get(key);
                if (owner != null) {
                    throw LoadException.refused(
                            code,
                            "the plugin '%s' already has the %s %s".formatted(owner, what, key),
                            "disable one of the two with plugins.<id>.enabled: false");
                }
            }
        }
    }
}
