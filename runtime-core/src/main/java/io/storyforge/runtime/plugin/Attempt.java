package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A plugin on its way through the steps of loading. The first step that fails is its end. Used by one thread at a time. */
final class Attempt {
    private final List<Path> files;
    private PluginArtifact artifact;
    private List<Path> jars = List.of();
    private boolean identified;
    private boolean adopted;
    private Optional<PluginStatus> end = Optional.empty();
    private Optional<PluginGuard> guard = Optional.empty();
    private Optional<Plugin> plugin = Optional.empty();
    private long nanos;

    /** An attempt at what is known so far; the files are those of the plugins folder. */
    Attempt(PluginArtifact artifact, List<Path> files) {
        this.artifact = artifact;
        this.files = List.copyOf(files);
    }

    /** A step of loading. */
    @FunctionalInterface
    interface Step {
        void take(Attempt attempt) throws LoadException, IOException;
    }

    /** An attempt that goes on with what is there already. */
    static Attempt running(Entry entry) {
        Attempt attempt = new Attempt(entry.artifact(), List.of());
        attempt.adopt(entry);
        return attempt;
    }

    /** Takes the step unless an earlier one was the end. */
    void take(Step step) {
        if (end.isPresent()) {
            return;
        }
        long begun = System.nanoTime();
        try {
            step.take(this);
        } catch (LoadException e) {
            end(e.status());
        } catch (IOException e) {
            end(new PluginStatus.Refused(LoadFailures.problem(
                    Code.BAD_JAR, "the files cannot be read", e, "check the files and who may read them")));
        } catch (RuntimeException | LinkageError e) {
            // Files can be broken in ways that readers of files did not think of; they cost their plugin and no other.
            end(new PluginStatus.Refused(
                    LoadFailures.problem(Code.BAD_JAR, "the files cannot be used", e, "build the plugin again")));
        }
        nanos += System.nanoTime() - begun;
    }

    /** Claims the plugin's actions and tools. */
    void claim(Conflicts.Taken taken) {
        plugin.ifPresent(claiming -> {
            try {
                taken.take(claiming);
            } catch (LoadException e) {
                end(e.status());
            }
        });
    }

    /** Ends it without a plugin. */
    void end(PluginStatus status) {
        end = Optional.of(status);
        plugin = Optional.empty();
        // A plugin that was running goes on until its calls have ended.
        if (!adopted) {
            guard.ifPresent(PluginGuard::close);
        }
    }

    /** Takes a plugin that is running already. */
    void adopt(Entry running) {
        adopted = true;
        identified = true;
        end = Optional.of(running.loaded());
        plugin = running.plugin();
        guard = running.guard();
    }

    void active(Instant since) {
        end = Optional.of(new PluginStatus.Active(since, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }

    /** Says what it is. */
    void identify(PluginArtifact found) {
        artifact = found;
        identified = true;
    }

    void guard(PluginGuard made) {
        guard = Optional.of(made);
    }

    void plugin(Plugin opened) {
        identify(opened.artifact());
        plugin = Optional.of(opened);
    }

    List<Path> files() {
        return files;
    }

    /** The copies that it is loaded from, the plugin's own first. */
    List<Path> jars() {
        return jars;
    }

    void jars(List<Path> copies) {
        jars = List.copyOf(copies);
    }

    /** Whether no step was its end yet. */
    boolean isOpen() {
        return end.isEmpty();
    }

    /** The guard that was made. */
    PluginGuard guard() {
        return guard.orElseThrow();
    }

    PluginArtifact artifact() {
        return artifact;
    }

    Optional<Plugin> plugin() {
        return plugin;
    }

    /** Whether it claims an id. */
    boolean claimsId() {
        return identified && (end.isEmpty() || plugin.isPresent());
    }

    Entry entry() {
        return new Entry(artifact, end.orElseGet(PluginStatus.Stopped::new), plugin, guard);
    }
}
