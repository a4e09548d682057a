package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a plugin's screen, held in memory. They are looked up by exact name, so there is no path to walk out of;
 * the hash of the contents in their address lets browsers keep them for ever.
 *
 * @param hash of all names and contents; empty when there are no files
 * @param api the {@code apiVersion} that the module says in its {@code meta}; empty when none can be made out
 * @param screen what it says there of its screen
 */
public record PluginUi(String hash, OptionalInt api, Screen screen, Map<String, UiFile> files) {
    /** The module that draws the screen. */
    public static final String MODULE = "screen.js";

    static final PluginUi NONE = new PluginUi("", OptionalInt.empty(), Screen.USUAL, Map.of());

    private static final String FOLDER = "META-INF/handoff/ui/";
    private static final int SHORT_HASH = 12;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final Pattern API = Pattern.compile("\\bapiVersion\\s*:\\s*(\\d{1,4})\\b");
    private static final Pattern SCREEN = Pattern.compile("\\bscreens\\s*:\\s*\\[\\s*\\{([^}]{0,500})}");
    private static final Map<String, String> MEDIA_TYPES = Map.ofEntries(
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff2", "font/woff2"));

    public PluginUi {
        files = Map.copyOf(files);
    }

    /**
     * What a module says of its screen in its {@code meta}, as far as that can be made out without running it.
     *
     * @param titleKey the key, among the plugin's own texts, of the screen's name
     * @param icon the name of one of the pages' icons; empty when none is named
     */
    public record Screen(String titleKey, String icon) {
        static final Screen USUAL = new Screen("title", "");

        private static Screen of(String entry) {
            return new Screen(
                    word(entry, "titleKey").orElse(USUAL.titleKey()),
                    word(entry, "icon").orElse(USUAL.icon()));
        }

        private static Optional<String> word(String entry, String name) {
            Matcher found = Pattern.compile("\\b%s\\s*:\\s*(['\"])([\\w.-]{1,100})\\1".formatted(name))
                    .matcher(entry);
            return found.find() ? Optional.of(found.group(2)) : Optional.empty();
        }
    }

    /** A file as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // files are never compared
    public record UiFile(String mediaType, byte[] content) {}

    /** The file with the name. */
    public Optional<UiFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** Whether there is a module that draws the screen. */
    public boolean hasModule() {
        return files.containsKey(MODULE);
    }

    /** The files in a jar or class folder; names that no page can ask for are left out. */
    static PluginUi read(Path jarOrFolder, JarLimits limits) throws IOException, LoadException {
        Map<String, byte[]> contents = new TreeMap<>();
        if (Files.isDirectory(jarOrFolder)) {
            readFolder(jarOrFolder.resolve(FOLDER), limits, contents);
        } else if (Files.isRegularFile(jarOrFolder)) {
            readJar(jarOrFolder, limits, contents);
        }
        return of(contents);
    }

    private static void readJar(Path path, JarLimits limits, Map<String, byte[]> contents)
            throws IOException, LoadException {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            List<JarEntry> entries = jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(FOLDER))
                    .toList();
            for (JarEntry entry : entries) {
                try (InputStream in = jar.getInputStream(entry)) {
                    add(entry.getName().substring(FOLDER.length()), in, limits, contents);
                }
            }
        }
    }

    private static void readFolder(Path folder, JarLimits limits, Map<String, byte[]> contents)
            throws IOException, LoadException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    add(folder.relativize(file).toString().replace('\\', '/'), in, limits, contents);
                }
            }
        }
    }

    private static void add(String name, InputStream in, JarLimits limits, Map<String, byte[]> contents)
            throws IOException, LoadException {
        if (!NAME.matcher(name).matches() || mediaType(name).isEmpty()) {
            return;
        }
        byte[] content = in.readNBytes(limits.uiFileBytes() + 1);
        long all = contents.values().stream().mapToLong(bytes -> bytes.length).sum() + content.length;
        if (content.length > limits.uiFileBytes() || all > limits.uiBytes()) {
            throw LoadException.refused(
                    Code.UI,
                    "%s: a file of a screen may have %d KB, all together %d KB"
                            .formatted(name, limits.uiFileBytes() >> 10, limits.uiBytes() >> 10),
                    "make the files under %s smaller".formatted(FOLDER));
        }
        contents.put(name, content);
    }

    private static PluginUi of(Map<String, byte[]> contents) {
        if (contents.isEmpty()) {
            return NONE;
        }
        Map<String, UiFile> files = new TreeMap<>();
        contents.forEach(
                (name, content) -> files.put(name, new UiFile(mediaType(name).orElseThrow(), content)));
        String module = new String(contents.getOrDefault(MODULE, new byte[0]), StandardCharsets.UTF_8);
        return new PluginUi(hash(contents), api(module), screen(module), files);
    }

    // What the browser will make of the module is for the browser to say; this is for lists of plugins and screens.
    private static OptionalInt api(String module) {
        Matcher found = API.matcher(module);
        return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    }

    private static Screen screen(String module) {
        Matcher found = SCREEN.matcher(module);
        return found.find() ? Screen.of(found.group(1)) : Screen.USUAL;
    }

    private static Optional<String> mediaType(String name) {
        return Optional.ofNullable(MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static String hash(Map<String, byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, bytes) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT_HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
