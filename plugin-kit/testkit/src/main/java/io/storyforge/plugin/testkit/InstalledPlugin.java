package io.storyforge.plugin.testkit;

import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginHost;
import io.storyforge.runtime.plugin.PluginUi;
import io.storyforge.runtime.spi.SourceDescriptor.Action;
import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A packaged plugin alone in a plugins folder, loaded and started by the server's plugin host. */
final class InstalledPlugin implements AutoCloseable {
    private static final Instant TIME = Instant.parse("2026-01-05T04:00:00Z");
    private static final Duration COLLECTED_WITHIN = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final HostedSource hosted;

    private InstalledPlugin(HostedSource hosted) {
        this.hosted = hosted;
    }

    static InstalledPlugin in(Path folder, Path plugin, Map<String, String> settings) throws IOException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        copy(plugin, plugins.resolve(plugin.getFileName()));
        String id = PackagedPlugin.of(plugin).manifest().get("Handoff-Plugin-Id");
        Map<String, String> config = HostedSource.limits();
        settings.forEach((key, value) -> config.put("%s.settings.%s".formatted(id, key), value));
        return new InstalledPlugin(
                HostedSource.start(PluginHost.Options.none(PluginConfig.of(config), InstantSource.fixed(TIME))
                        .withFolder(plugins, folder.resolve("work"))));
    }

    void pressEachAction() {
        FakeContext context = FakeContext.of(new InMemoryDocuments(), TIME).with(hosted.settings());
        for (Action action : hosted.descriptor().actions()) {
            hosted.press(FakeRequest.press(action.key()), context);
        }
    }

    void checkScreen() {
        PluginUi ui = hosted.plugin().artifact().ui();
        if (ui.hasModule()) {
            ScreenModule.check(
                    ui.file(PluginUi.MODULE).orElseThrow().content(),
                    hosted.plugin().id(),
                    hosted.descriptor().screen());
        }
    }

    /** Loads the plugin and lets it go; fails when its class loader is still there after a while. */
    static void checkThatItIsForgotten(Path folder, Path plugin, Map<String, String> settings) throws IOException {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        PhantomReference<ClassLoader> loader = loadAndRemove(folder, plugin, settings, collected);
        Instant end = Instant.now().plus(COLLECTED_WITHIN);
        try {
            while (Instant.now().isBefore(end)) {
                System.gc();
                collected.remove(LOOK.toMillis());
                if (loader.refersTo(null)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError(
                "the plugin's classes are still held %s after its removal: by a thread that stop() did not end,"
                                .formatted(COLLECTED_WITHIN)
                        + " or by an object that it left in a class of the JDK. Its threads: "
                        + threads());
    }

    // Alone in a method, so that no variable of the caller holds the loader.
    private static PhantomReference<ClassLoader> loadAndRemove(
            Path folder, Path plugin, Map<String, String> settings, ReferenceQueue<ClassLoader> collected)
            throws IOException {
        try (InstalledPlugin installed = in(folder, plugin, settings)) {
            installed.pressEachAction();
            return new PhantomReference<>(
                    installed.hosted.plugin().source().getClass().getClassLoader(), collected);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.isRegularFile(from)) {
            Files.copy(from, to);
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Override
    public void close() {
        hosted.close();
    }
}
