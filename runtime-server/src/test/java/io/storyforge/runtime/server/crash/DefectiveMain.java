package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.ServerWithStore;
import io.storyforge.runtime.server.StoryForgeServer;
import java.nio.file.Path;

/** The serve command of a server with one defect, for the tester's own test: {@code serve --port 0 --data DIR DEFECT}. */
public final class DefectiveMain {
    private DefectiveMain() {}

    /** Serves until it is killed. */
    public static void main(String[] arguments) {
        Defect defect = Defect.valueOf(arguments[5]);
        StoryForgeServer server =
                ServerWithStore.start(Path.of(arguments[4]), store -> new DefectiveStore(store, defect));
        System.out.println("StoryForge is ready at http://127.0.0.1:" + server.port());
    }
}
