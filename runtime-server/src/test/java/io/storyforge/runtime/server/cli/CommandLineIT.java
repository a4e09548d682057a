package io.storyforge.runtime.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginJar;
import io.storyforge.runtime.server.cli.JavaProcess.Ended;
import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineIT {
    private static final String TOKEN = "sf_[0-9A-Za-z]{43}\n";

    @Test
    void tokensWorkWhetherServerRunsOrNot(@TempDir Path logs, @TempDir Path data) {
        String before = token(logs, data, "amy", "--role", "admin");

        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            ApiClient client = ApiClient.of(server.port());
            String during = token(logs, data, "bob");
            String pending = token(logs, data, "cho", "--pending");

            assertThat(client.token(before).get("/v2/me").expect(200).text("role"))
                    .isEqualTo("admin");
            Answer bob = client.token(during).get("/v2/me").expect(200);
            assertThat(bob.text("name")).isEqualTo("bob");
            assertThat(bob.text("role")).isEqualTo("member");
            client.token(pending).get("/v2/me").refused(403, "not-approved");
            assertThat(client.token(before).get("/v2/projects").items("id")).isEmpty();
        }
    }

    @Test
    void loginLinkLogsInOnce(@TempDir Path logs, @TempDir Path data) {
        String first = token(logs, data, "amy");
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            String base = "http://127.0.0.1:" + server.port();
            Ended link = JavaProcess.run(
                    logs, "login-link", "--data", data.toString(), "--user", "amy", "--base", base + "/");
            String code = link.out().strip().substring((base + "/login#code=").length());
            ApiClient client = ApiClient.of(server.port());

            assertThat(link.exit()).isZero();
            assertThat(link.out()).startsWith(base + "/login#code=sfl_").hasLineCount(1);
            client.post("/v2/login", Map.of("code", code)).expect(200);
            client.post("/v2/login", Map.of("code", code)).refused(401, "unauthenticated");
            client.token(first).get("/v2/me").expect(200);
        }
    }

    @Test
    void loginLinkOfUnknownUserIsRefused(@TempDir Path logs, @TempDir Path data) {
        Ended ended = JavaProcess.run(logs, "login-link", "--data", data.toString(), "--user", "nobody");

        assertSentence(ended, "there is no user 'nobody'");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void printedLoginIsForTheFirstAdministrator(@TempDir Path logs, @TempDir Path data) {
        try (JavaProcess server = JavaProcess.serve(logs, data, "--print-login")) {
            int port = server.port();
            String code = Eventually.comes(
                    Eventually.SOON,
                    () -> server.out()
                            .lines()
                            .filter(line -> line.contains("/login#code="))
                            .map(line -> line.substring(line.indexOf('=') + 1))
                            .findFirst());

            Answer login =
                    ApiClient.of(port).post("/v2/login", Map.of("code", code)).expect(200);

            assertThat(login.text("role")).isEqualTo("admin");
        }
    }

    @Test
    void sampleProjectIsThereOnceForEveryAdministrator(@TempDir Path logs, @TempDir Path data) {
        String amy = token(logs, data, "amy", "--role", "admin");
        String bob = token(logs, data, "bob");
        String id = "";
        for (int start = 0; start < 2; start++) {
            try (JavaProcess server = JavaProcess.serve(logs, data, "--sample")) {
                ApiClient client = ApiClient.of(server.port());
                Answer projects = client.token(amy).get("/v2/projects").expect(200);

                assertThat(projects.items("sample")).containsExactly("true");
                assertThat(id.isEmpty() || projects.items("id").contains(id)).isTrue();
                id = projects.items("id").getFirst();
                assertThat(client.token(bob).get("/v2/projects").items("id")).isEmpty();
                assertThat(server.stop().exit()).isIn(0, 143);
            }
        }
    }

    @Test
    void dataFolderInUseIsRefused(@TempDir Path logs, @TempDir Path data) {
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            int port = server.port();

            Ended second = JavaProcess.run(logs, "serve", "--port", "0", "--data", data.toString());

            assertSentence(second, "in use by another server");
            ApiClient.of(port).get("/openapi").expect(200);
        }
    }

    @Test
    void takenPortIsRefused(@TempDir Path logs, @TempDir Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Ended ended = JavaProcess.run(logs, "serve", "--port", port, "--data", data.toString());

            assertSentence(ended, "port " + port + " of 127.0.0.1 is taken");
        }
    }

    @Test
    void dataFolderThatCannotBeWrittenIsRefused(@TempDir Path logs, @TempDir Path data) throws IOException {
        Path file = Files.createFile(data.resolve("file"));

        for (Path folder : new Path[] {file, file.resolve("below")}) {
            assertSentence(
                    JavaProcess.run(logs, "serve", "--port", "0", "--data", folder.toString()), "the data folder");
        }
        assertSentence(
                JavaProcess.run(logs, "token", "create", "--data", file.toString(), "--user", "amy"),
                "the data folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fly",
                "serve",
                "serve --data d --port x",
                "serve --data d --port 70000",
                "serve --data d --colour red",
                "token",
                "token create --data d",
                "token create --data d --user a --role king",
                "login-link --user a",
                "plugins",
                "plugins check",
                "plugins check /nowhere/at/all",
                "serve --data d --plugins a --watch-plugins b"
            })
    void wrongCommandsAreRefusedWithSentence(String line, @TempDir Path logs) {
        Ended ended = JavaProcess.run(logs, line.split(" "));

        assertSentence(ended, "");
    }

    @Test
    void pluginsCheckTellsHowEachPluginIs(@TempDir Path logs, @TempDir Path plugins) throws IOException {
        PluginJar.of("good").writeTo(plugins.resolve("good.jar"));

        Ended sound = JavaProcess.run(logs, "plugins", "check", plugins.toString());
        assertThat(sound.exit()).as(sound.err()).isZero();
        assertThat(sound.out()).containsPattern("OK +good +1.0.0 +good.jar").containsPattern("OK +dashboard");

        Files.writeString(plugins.resolve("garbage.jar"), "no jar");
        Ended broken = JavaProcess.run(logs, "plugins", "check", plugins.toString());
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.out())
                .contains("REFUSED", "BAD_JAR: garbage.jar is not a readable jar", "→ copy the file again");
    }

    @Test
    void aWrongConfigurationIsRefused(@TempDir Path logs, @TempDir Path data) throws IOException {
        Files.writeString(data.resolve("application.yaml"), "plugin: x");

        assertSentence(
                JavaProcess.run(logs, "serve", "--port", "0", "--data", data.toString()),
                "unknown key 'plugin', known: plugins");
    }

    @Test
    void helpTellsTheCommands(@TempDir Path logs) {
        Ended ended = JavaProcess.run(logs, "--help");

        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("serve", "token create", "login-link");
    }

    private static String token(Path logs, Path data, String user, String... flags) {
        List<String> arguments = new ArrayList<>(List.of("token", "create", "--data", data.toString(), "--user", user));
        arguments.addAll(List.of(flags));
        Ended ended = JavaProcess.run(logs, arguments.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).matches(TOKEN);
        return ended.out().strip();
    }

    private static void assertSentence(Ended ended, String part) {
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err().lines().toList()).as(ended.err()).hasSize(1);
        assertThat(ended.err()).contains(part).doesNotContain("Exception", "at io.", ".java:");
    }
}
