package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.ServerWithStore;
import io.storyforge.runtime.server.StoryForgeServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A server with one defect in this process. Killing it means that it commits nothing from that moment on. */
final class DefectiveServer implements Victim, AutoCloseable {
    private final Path data;
    private final Defect defect;
    private Optional<StoryForgeServer> running = Optional.empty();
    private Optional<DefectiveStore> store = Optional.empty();

    DefectiveServer(Path data, Defect defect) {
        this.data = data;
        this.defect = defect;
    }

    @Override
    public int start() {
        StoryForgeServer server = ServerWithStore.start(data, sound -> {
            DefectiveStore broken = new DefectiveStore(sound, defect);
            store = Optional.of(broken);
            return broken;
        });
        running = Optional.of(server);
        return server.port();
    }

    @Override
    public void killDuringStart(Duration after) {
        int ignored = start();
        kill();
    }

    @Override
    public void kill() {
        store.ifPresent(DefectiveStore::crash);
        running.ifPresent(StoryForgeServer::close);
        running = Optional.empty();
    }

    @Override
    public void close() {
        kill();
    }
}
