package io.storyforge.plugin.testkit;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What the text of a screen's module must say so that the workbench mounts it. Its behaviour is for node's tests. */
final class ScreenModule {
    private static final Pattern COMMENT = Pattern.compile("/\\*[\\s\\S]*?\\*/|(?m:(?<![:'\"`\\w/])//.*$)");
    private static final Pattern META = Pattern.compile("export\\s+const\\s+meta\\b");
    private static final Pattern MOUNT =
            Pattern.compile("export\\s+(async\\s+)?function\\s+mount\\b|export\\s+const\\s+mount\\b");
    private static final Pattern API = Pattern.compile("\\bapiVersion\\s*:\\s*1\\b");

    private ScreenModule() {}

    static void check(byte[] content, String pluginId, String screen) {
        String code =
                COMMENT.matcher(new String(content, StandardCharsets.UTF_8)).replaceAll("");
        expect(META, code, "does not export 'const meta'");
        expect(API, code, "does not say 'apiVersion: 1' in its meta, the version of this workbench");
        expect(MOUNT, code, "does not export 'function mount'");
        expect(quoted("id", pluginId), code, "does not say the plugin's id '%s' in its meta".formatted(pluginId));
        expect(quoted("key", screen), code, "does not name the source's screen '%s' in its meta".formatted(screen));
    }

    private static Pattern quoted(String name, String value) {
        return Pattern.compile("\\b%s\\s*:\\s*(['\"`])%s\\1".formatted(name, Pattern.quote(value)));
    }

    private static void expect(Pattern pattern, String code, String problem) {
        Checks.that(pattern.matcher(code).find(), () -> "screen.js " + problem);
    }
}
