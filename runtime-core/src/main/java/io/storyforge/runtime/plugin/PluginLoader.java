package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginArtifact.Origin;
import io.storyforge.runtime.plugin.PluginHost.Options;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.spi.HandoffApi;
import io.storyforge.runtime.spi.HandoffSource;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Loads plugins: all places in parallel, the steps of one plugin after the other. One that cannot be used costs only
 * itself. Shipped plugins and those of the folder differ in where their classes come from and in nothing else.
 */
final class PluginLoader {
    private final Options options;
    private final PluginConfig config;
    private final Opening opening;

    PluginLoader(Options options) {
        this.options = options;
        this.config = options.config();
        this.opening = new Opening(config);
    }

    /**
     * Loads everything there is; of what is running already, whatever did not change goes on.
     *
     * @param start whether plugins are started; if not, they are left as loaded
     */
    List<Entry> load(List<Entry> running, boolean start) {
        List<Attempt> all = new ArrayList<>(running.isEmpty() ? classPath() : shipped(running));
        List<Attempt> jars = new ArrayList<>();
        options.shipped()
                .filter(folder -> running.isEmpty())
                .ifPresent(folder -> jars.addAll(found(folder, Origin.SHIPPED, running)));
        options.folder().ifPresent(folder -> jars.addAll(found(folder, Origin.DIRECTORY, running)));
        all.addAll(jars);
        Map<PluginArtifact, PluginStatus> losers = Conflicts.ids(
                all.stream().filter(Attempt::claimsId).map(Attempt::artifact).toList(), config);
        all.stream()
                .filter(Attempt::claimsId)
                .forEach(attempt ->
                        Optional.ofNullable(losers.get(attempt.artifact())).ifPresent(attempt::end));
        all.forEach(attempt -> attempt.take(this::refuseDisabled));
        InParallel.each(jars, attempt -> attempt.take(this::open));
        Conflicts.Taken taken = new Conflicts.Taken();
        all.forEach(attempt -> attempt.claim(taken));
        if (start) {
            InParallel.each(all, attempt -> attempt.take(this::start));
        }
        return all.stream().map(Attempt::entry).toList();
    }

    private List<Attempt> classPath() {
        List<Attempt> attempts = new ArrayList<>();
        List<Runnable> work = new ArrayList<>();
        options.classPath().map(Providers::of).ifPresent(providers -> {
            for (ServiceLoader.Provider<HandoffSource> provider : providers.usable()) {
                work.add(classPath(attempts, provider.type(), provider::get));
            }
            providers.broken().forEach(cause -> {
                Attempt attempt = new Attempt(unnamed("unknown"), List.of());
                attempt.end(new PluginStatus.Failed(LoadFailures.problem(PluginProblem.Code.PROVIDER, cause)));
                attempts.add(attempt);
            });
        });
        for (HandoffSource source : options.sources()) {
            work.add(classPath(attempts, source.getClass(), () -> source));
        }
        InParallel.each(work, Runnable::run);
        return attempts;
    }

    private static List<Attempt> shipped(List<Entry> running) {
        return running.stream()
                .filter(entry -> entry.artifact().origin().isShipped())
                .map(Attempt::running)
                .toList();
    }

    private Runnable classPath(List<Attempt> attempts, Class<? extends HandoffSource> type, Opening.Making making) {
        Attempt attempt = new Attempt(unnamed(type.getName()), List.of());
        attempts.add(attempt);
        return () -> attempt.take(step -> openFromClassPath(step, type, making));
    }

    // Without a jar that names it, the plugin is named by its screen, which only its code knows.
    private void openFromClassPath(Attempt attempt, Class<? extends HandoffSource> type, Opening.Making making)
            throws LoadException {
        PluginArtifact artifact = PluginPlaces.onClassPath(type, config.jars());
        boolean named = !artifact.id().isEmpty();
        if (named) {
            attempt.identify(artifact);
            refuseDisabled(attempt);
        }
        ClassLoader classes = Optional.ofNullable(type.getClassLoader()).orElseGet(ClassLoader::getPlatformClassLoader);
        attempt.guard(guard(named ? artifact.id() : type.getSimpleName(), artifact.id(), classes));
        Opening.Described described = opening.describe(making, attempt.guard());
        if (!named) {
            attempt.identify(
                    artifact.with(PluginManifest.named(described.descriptor().screen())));
            refuseDisabled(attempt);
        }
        attempt.plugin(opening.equip(attempt.artifact(), described, attempt.guard()));
    }

    private List<Attempt> found(PluginHost.Folder folder, Origin origin, List<Entry> running) {
        WorkFolder work = new WorkFolder(folder.work());
        List<Attempt> attempts = PluginPlaces.in(folder.plugins(), origin);
        InParallel.each(attempts, attempt -> attempt.take(ignored -> inspect(attempt, work)));
        attempts.stream()
                .filter(Attempt::isOpen)
                .forEach(attempt -> unchanged(attempt, running).ifPresent(attempt::adopt));
        return attempts;
    }

    private void inspect(Attempt attempt, WorkFolder work) throws LoadException, IOException {
        WorkFolder.Copy incoming = work.copy(attempt.files(), config.jars());
        try {
            PluginJars jars = PluginJars.open(incoming.jars(), config.jars());
            PluginArtifact artifact = attempt.artifact().of(incoming.sha256(), jars.manifest());
            attempt.identify(artifact);
            ApiVersion.check(artifact.manifest().apiVersion(), HandoffApi.VERSION);
            attempt.identify(artifact.with(PluginUi.read(jars.jars().getFirst(), config.jars())));
            attempt.jars(work.keep(incoming, artifact.id(), jars.jars()));
        } finally {
            WorkFolder.delete(incoming.folder());
        }
    }

    private static Optional<Entry> unchanged(Attempt attempt, List<Entry> running) {
        return running.stream()
                .filter(entry -> entry.plugin().isPresent()
                        && entry.artifact().origin() == attempt.artifact().origin()
                        && entry.artifact().file().equals(attempt.artifact().file())
                        && entry.artifact().sha256().equals(attempt.artifact().sha256()))
                .findFirst();
    }

    private void open(Attempt attempt) throws LoadException, IOException {
        PluginArtifact artifact = attempt.artifact();
        List<URL> urls = new ArrayList<>();
        for (Path jar : attempt.jars()) {
            urls.add(jar.toUri().toURL());
        }
        PluginClassLoader classes = new PluginClassLoader(artifact.id(), urls);
        attempt.guard(guard(artifact.id(), artifact.id(), classes));
        Opening.Described described =
                opening.describe(() -> Providers.of(classes).only().get(), attempt.guard());
        attempt.plugin(opening.equip(artifact, described, attempt.guard()));
    }

    private void refuseDisabled(Attempt attempt) throws LoadException {
        String id = attempt.artifact().id();
        if (!config.options(id).enabled()) {
            throw LoadException.disabled("plugins.%s.enabled is false".formatted(id));
        }
    }

    private void start(Attempt attempt) throws LoadException {
        opening.start(attempt.plugin().orElseThrow());
        attempt.active(options.clock().instant());
    }

    private PluginGuard guard(String name, String id, ClassLoader classes) {
        return new PluginGuard(name, config.options(id).calls().over(config.limits()), classes, options.clock());
    }

    private static PluginArtifact unnamed(String file) {
        return new PluginArtifact(Origin.CLASS_PATH, file, "", PluginManifest.named(file), PluginUi.NONE);
    }
}
