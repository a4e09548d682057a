package io.storyforge.runtime.server.crash;

import java.util.List;

/**
 * The clients of one torture.
 *
 * @param people how many people they work for; the first clients are one for each
 */
record Team(List<LoadedClient> clients, int people) {

    /** Whether some run is being executed. */
    boolean isAtWork(int port) {
        return clients.stream()
                .limit(people)
                .anyMatch(client -> !client.runs(port).in("running").isEmpty());
    }

    /** The confirmed runs that have not come to an end, after an answer to each that waits for one. */
    List<String> open(int port) {
        return clients.stream()
                .limit(people)
                .flatMap(client -> client.runs(port).in("queued,running,blocked,cancelling").stream()
                        .peek(run -> client.answer(client.runs(port), run))
                        .map(run -> run.path("title").asString() + " " + run.path("run_status")))
                .toList();
    }
}
