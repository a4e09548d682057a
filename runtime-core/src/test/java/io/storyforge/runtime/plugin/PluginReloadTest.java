package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.testkit.HeardLog;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that is rebuilt while the host runs. */
@Timeout(60)
final class PluginReloadTest {
    private static final String[] PROPERTIES = {
        "versioned.build", "versioned.entered", "versioned.release", "versioned.stopped"
    };

    @TempDir
    private Path place;

    private HostileStage stage = new HostileStage(Path.of("target/none"));
    private HeardLog log = new HeardLog(PluginHost.class);

    @BeforeEach
    void startWithTheFirstBuild() {
        clear();
        stage = new HostileStage(place);
        build("第一版");
        stage.start();
        assertThat(stage.press("versioned")).isEqualTo(new Handoffs.Answer.Declined("第一版"));
    }

    @AfterEach
    void close() {
        System.setProperty("versioned.release", "yes");
        stage.close();
        log.close();
        clear();
    }

    @Test
    void answersFromTheNewBuildAndStopsTheOldOne() {
        build("第二版");

        stage.host().reload();

        assertThat(stage.press("versioned")).isEqualTo(new Handoffs.Answer.Declined("第二版"));
        eventually(() -> "第一版".equals(System.getProperty("versioned.stopped")));
        assertThat(stage.host().registry().generation()).isEqualTo(2);
        stage.assertGoodAnswers();
    }

    @Test
    void leavesWhatDidNotChangeAlone() {
        Entry good = entry("good");

        build("第二版");
        stage.host().reload();

        assertThat(entry("good").guard()).isEqualTo(good.guard());
        assertThat(entry("good").guard().orElseThrow().isClosed()).isFalse();
    }

    @Test
    void losesNoCallThatIsRunning() throws Exception {
        FutureTask<Handoffs.Answer> held = new FutureTask<>(() -> stage.press("versioned", "hold"));
        Thread.ofVirtual().start(held);
        eventually(() -> System.getProperty("versioned.entered") != null);

        build("第二版");
        stage.host().reload();
        assertThat(stage.press("versioned")).isEqualTo(new Handoffs.Answer.Declined("第二版"));
        assertThat(System.getProperty("versioned.stopped")).isNull();

        System.setProperty("versioned.release", "yes");
        assertThat(held.get()).isEqualTo(new Handoffs.Answer.Declined("第一版"));
        eventually(() -> "第一版".equals(System.getProperty("versioned.stopped")));
    }

    @Test
    void letsTheClassesOfTheOldBuildBeCollectedWithinFiveSeconds() {
        WeakReference<ClassLoader> old = classes("versioned");
        build("第二版");
        stage.host().reload();
        eventually(() -> "第一版".equals(System.getProperty("versioned.stopped")));
        long begun = System.nanoTime();

        eventually(() -> {
            // Collections one upon the other would leave no time to the threads that are still letting go of it.
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            System.gc();
            return old.refersTo(null);
        });

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(stage.host().leakedLoaders()).isZero();
    }

    @Test
    void dropsAPluginWhoseFileIsGone() throws IOException {
        Files.delete(stage.folder.resolve("versioned.jar"));

        stage.host().reload();

        assertThat(stage.press("versioned")).isInstanceOf(Handoffs.Answer.NoSource.class);
        assertThat(stage.host().registry().entry("versioned")).isEmpty();
        stage.assertGoodAnswers();
    }

    @Test
    void showsTheProblemOfABuildThatCannotBeUsed() throws IOException {
        Files.writeString(stage.folder.resolve("versioned.jar"), "half a jar");

        stage.host().reload();

        assertThat(entry("versioned").status().key()).isEqualTo("REFUSED");
        stage.assertGoodAnswers();
    }

    @Test
    void swapsEveryRebuiltPluginInByItselfAndUsuallyWithinTwoSeconds() {
        try (HeardLog watching = new HeardLog(PluginWatcher.class);
                PluginWatcher watcher = new PluginWatcher(stage.host(), stage.folder)) {
            watcher.start();
            List<Duration> swaps = new ArrayList<>();
            for (String name : List.of("第二版", "第三版", "第四版")) {
                build(name);
                long begun = System.nanoTime();
                eventually(() -> stage.press("versioned").equals(new Handoffs.Answer.Declined(name)));
                swaps.add(Duration.ofNanos(System.nanoTime() - begun));
            }

            // A busy machine may keep one of them waiting; all three it does not.
            assertThat(swaps).anyMatch(swap -> swap.compareTo(Duration.ofSeconds(2)) < 0);
            assertThat(watching.messages()).hasSize(1);
        }
    }

    @Test
    void seesAChangeThatHasTheSizeAndTheTimeOfWhatItReplaces() throws IOException {
        Path file = stage.folder.resolve("versioned.jar");
        FolderPrint print = new FolderPrint(stage.folder);
        Files.writeString(file, "eins");
        FileTime time = Files.getLastModifiedTime(file);
        Map<Path, FolderPrint.Print> first = print.look();
        assertThat(print.look()).isEqualTo(first);

        Files.writeString(file, "zwei");
        Files.setLastModifiedTime(file, time);
        Map<Path, FolderPrint.Print> second = print.look();
        assertThat(second).isNotEqualTo(first);

        Path other = Files.writeString(stage.folder.resolve("other"), "drei");
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        assertThat(print.look()).isNotEqualTo(second);

        Map<Path, FolderPrint.Print> settled = print.look();
        for (int i = 0; i < 30; i++) {
            assertThat(print.look()).isEqualTo(settled);
        }
        Files.writeString(file, "drei und mehr");
        assertThat(print.look()).isNotEqualTo(settled);
    }

    private void build(String name) {
        System.setProperty("versioned.build", name);
        stage.drop("versioned.jar", PluginJar.of("versioned").with("build", name.getBytes(StandardCharsets.UTF_8)));
    }

    private Entry entry(String id) {
        return stage.host().registry().entry(id).orElseThrow();
    }

    private WeakReference<ClassLoader> classes(String id) {
        return new WeakReference<>(
                entry(id).plugin().orElseThrow().source().getClass().getClassLoader());
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("in time").isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void clear() {
        for (String property : PROPERTIES) {
            System.clearProperty(property);
        }
    }
}
