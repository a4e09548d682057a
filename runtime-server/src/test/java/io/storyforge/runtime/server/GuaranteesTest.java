package io.storyforge.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published guarantees and the tests agree. */
class GuaranteesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (G\\d+) .*?(?=^## |\\z)");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");
    // Those of one node; the others are promises about several, or kept by the build.
    private static final List<String> EXPECTED = List.of(
            "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12", "G13", "G14", "G15", "G16",
            "G17", "G18", "G19", "G21");

    @Test
    void eachGuaranteeNamesTestsThatExist() throws IOException {
        Map<String, List<String>> methods = methods();
        Map<String, List<String>> named = named();

        assertThat(named.keySet()).containsAll(EXPECTED);
        named.forEach((guarantee, tests) -> {
            assertThat(tests).as(guarantee).isNotEmpty();
            assertThat(tests).as(guarantee).allSatisfy(test -> {
                String[] parts = test.split("\\.", 2);
                assertThat(methods.getOrDefault(parts[0], List.of())).as(test).contains(parts[1]);
            });
        });
    }

    private static Map<String, List<String>> named() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/guarantees.md"));
        Map<String, List<String>> named = new TreeMap<>();
        SECTION.matcher(page).results().forEach(section -> named.put(section.group(1), tests(section.group(0))));
        return named;
    }

    private static List<String> tests(String section) {
        int begin = section.indexOf("- Test:");
        return begin < 0
                ? List.of()
                : NAMED.matcher(section.substring(begin))
                        .results()
                        .map(match -> match.group(1) + "." + match.group(2))
                        .toList();
    }

    private static Map<String, List<String>> methods() throws IOException {
        Map<String, List<String>> methods = new TreeMap<>();
        for (String module : List.of("runtime-core", "runtime-server")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    methods.put(
                            name,
                            METHOD.matcher(Files.readString(file))
                                    .results()
                                    .map((MatchResult match) -> match.group(1))
                                    .collect(Collectors.toList()));
                }
            }
        }
        return methods;
    }
}
