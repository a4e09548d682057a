package io.storyforge.runtime.server.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * A disk whose power can fail: an ext4 file system of its own that is told to stop without writing out its journal, and
 * mounted anew. What was not flushed is gone, which no kill of a process can show. Only root can make one.
 */
public final class FragileDisk implements AutoCloseable {
    private static final int MEGABYTES = 96;
    /** {@code FS_IOC_SHUTDOWN} of Linux. */
    private static final long SHUTDOWN = 0x8004_587DL;
    /** {@code FS_SHUTDOWN_FLAGS_NOLOGFLUSH}: not even the journal is written out. */
    private static final int AT_ONCE = 2;

    private final Path image;
    private final Path folder;

    private FragileDisk(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    /**
     * Makes one and mounts it on the folder; without the right to, the test is skipped, which the build reports.
     *
     * @param image the file that holds it
     */
    public static FragileDisk mount(Path image, Path folder) {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(MEGABYTES * 1024L * 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FragileDisk disk = new FragileDisk(image, folder);
        boolean made = SmallDisk.run("mkfs.ext4", "-q", "-F", image.toString()) && disk.mount();
        Assumptions.assumeTrue(made, "SKIPPED: needs root to mount a disk of its own");
        return disk;
    }

    /** From here on nothing reaches the disk any more; whoever tries is told of an error. */
    @SuppressWarnings("restricted") // the tests are allowed native access, as SQLite needs it
    public void losePower() {
        Linker linker = Linker.nativeLinker();
        MethodHandle open = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("open"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        MethodHandle ioctl = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("ioctl"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));
        MethodHandle close = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("close"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment how = arena.allocateFrom(ValueLayout.JAVA_INT, AT_ONCE);
            int descriptor = (int) open.invokeExact(arena.allocateFrom(folder.toString()), 0);
            int result = (int) ioctl.invokeExact(descriptor, SHUTDOWN, how);
            int ignored = (int) close.invokeExact(descriptor);
            if (result != 0) {
                throw new IllegalStateException("the file system at %s does not stop".formatted(folder));
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("native calls throw nothing checked", e);
        }
    }

    /** Mounts what is on the disk. Nobody may have a file of it open. */
    public void restorePower() {
        if (!SmallDisk.run("umount", folder.toString()) || !mount()) {
            throw new IllegalStateException("the disk at %s is still in use".formatted(folder));
        }
    }

    @Override
    public void close() {
        boolean ignored = SmallDisk.run("umount", "-l", folder.toString());
    }

    private boolean mount() {
        return SmallDisk.run("mount", "-o", "loop", image.toString(), folder.toString());
    }
}
