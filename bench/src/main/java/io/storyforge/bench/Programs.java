package io.storyforge.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts programs, all with the flags that the server is served with, and keeps their files until the end. */
final class Programs implements AutoCloseable {
    private static final String MAIN = "io.storyforge.runtime.server.Main";
    private static final String HEALTH = "/observe/health/ready";

    private final List<String> flags;
    private final String serverClassPath;
    private final Path root;
    private int folders;

    private Programs(List<String> flags, String serverClassPath, Path root) {
        this.flags = flags;
        this.serverClassPath = serverClassPath;
        this.root = root;
    }

    /** As the system properties {@code storyforge.bench.flags} and {@code storyforge.bench.class-path} say. */
    static Programs fromProperties() {
        String flags = System.getProperty("storyforge.bench.flags", "--enable-native-access=ALL-UNNAMED");
        String ownClassPath = System.getProperty("java.class.path");
        try {
            return new Programs(
                    Arrays.stream(flags.split(" ", -1))
                            .filter(flag -> !flag.isEmpty())
                            .toList(),
                    System.getProperty("storyforge.bench.class-path", ownClassPath),
                    Files.createTempDirectory("storyforge-bench"));
        } catch (IOException e) {
            throw new BenchException("no folder for the data can be made", e);
        }
    }

    /** A new data folder. */
    Path folder() {
        try {
            return Files.createDirectory(root.resolve("data-" + ++folders));
        } catch (IOException e) {
            throw new BenchException("no folder for the data can be made", e);
        }
    }

    /** The server under test, started as {@code ./storyforge serve} does. */
    Program server(Path data) {
        List<String> command = java(serverClassPath);
        command.addAll(List.of(MAIN, "serve", "--host", "127.0.0.1", "--data", data.toString(), "--port"));
        return Program.start(command, HEALTH, log(data));
    }

    /** A program of this module that takes a folder and a port. */
    Program peer(Class<?> main, Path data) {
        List<String> command = java(System.getProperty("java.class.path"));
        command.addAll(List.of(main.getName(), data.toString()));
        return Program.start(command, "/ready", log(data));
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.err.println("the folder %s could not be removed: %s".formatted(root, e));
        }
    }

    private List<String> java(String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath));
        return command;
    }

    private static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }
}
