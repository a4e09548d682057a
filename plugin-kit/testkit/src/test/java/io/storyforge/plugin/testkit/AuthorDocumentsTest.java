package io.storyforge.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code in the authors' documents is code that this build compiles or runs. */
final class AuthorDocumentsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path DOCUMENTS = ROOT.resolve("docs/plugins");
    private static final Pattern BLOCK = Pattern.compile("(?m)^(?:<!-- (.*) -->\\n)?```(\\w*)\\n([\\s\\S]*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final List<String> OURS =
            List.of("tutorial.md", "promises.md", "reference.md", "not-showing-up.md", "versions.md");

    private record Block(String document, String origin, String language, String text) {}

    @Test
    void everyBlockIsTakenFromAFileOrRunByTheTutorialsTest() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Block block : blocks()) {
            if (block.language().equals("sh")) {
                if (!block.document().equals("tutorial.md") || !block.origin().matches("run( in \\S+)?|serve")) {
                    wrong.add("%s: a command that no test runs:%n%s".formatted(block.document(), block.text()));
                }
            } else if (!block.origin().startsWith("from ")) {
                wrong.add("%s: a block that names no file:%n%s".formatted(block.document(), block.text()));
            } else if (!flat(Files.readString(ROOT.resolve(block.origin().substring(5))))
                    .contains(flat(block.text()))) {
                wrong.add("%s: not in %s:%n%s".formatted(block.document(), block.origin(), block.text()));
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void thereAreBlocksOfEachKind() throws IOException {
        assertThat(blocks()).extracting(Block::language).contains("sh", "java", "js", "xml", "yaml");
    }

    @Test
    void everyProblemCodeHasItsSection() throws IOException {
        List<String> sections = Files.readAllLines(DOCUMENTS.resolve("not-showing-up.md")).stream()
                .filter(line -> line.matches("## [A-Z_]+"))
                .map(line -> line.substring(3))
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(
                        Stream.of(PluginProblem.Code.values()).map(Enum::name).toList());
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (String name : OURS) {
            Matcher links = LINK.matcher(Files.readString(DOCUMENTS.resolve(name)));
            while (links.find()) {
                assertThat(DOCUMENTS.resolve(links.group(1))).as(name).exists();
            }
        }
    }

    @Test
    void aNewProjectHasTheSmallestExample() throws IOException {
        for (String file :
                List.of("main/java/%sHandoff.java", "test/java/%sHandoffTest.java", "test/java/%sJarIT.java")) {
            String example = Files.readString(ROOT.resolve(
                    "plugin-kit/examples/weekly-note/src/" + file.formatted("com/example/weeklynote/WeeklyNote")));
            String made =
                    Files.readString(ROOT.resolve("plugin-kit/archetype/src/main/resources/archetype-resources/src/"
                            + file.formatted("__className__")));

            assertThat(made.replace("${package}", "com.example.weeklynote")
                            .replace("${className}", "WeeklyNote")
                            .replace("${artifactId}", "weekly-note"))
                    .isEqualTo(example);
            assertThat(example.lines())
                    .as("lines of " + file)
                    .hasSizeLessThanOrEqualTo(file.contains("Test") ? 40 : 25);
        }
    }

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (String name : OURS) {
            Matcher found = BLOCK.matcher(Files.readString(DOCUMENTS.resolve(name)));
            while (found.find()) {
                String origin = found.group(1) == null ? "" : found.group(1);
                blocks.add(new Block(name, origin, found.group(2), found.group(3)));
            }
        }
        return blocks;
    }

    // Indentation may differ: an excerpt of a page begins at its margin.
    private static String flat(String text) {
        return text.lines().map(String::strip).reduce("", (all, line) -> all + "\n" + line);
    }
}
