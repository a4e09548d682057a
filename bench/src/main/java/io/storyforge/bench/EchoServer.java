package io.storyforge.bench;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;

/** The web server and nothing behind it: what no handler can exceed. Arguments: a folder, not used, and the port. */
final class EchoServer {
    private EchoServer() {}

    public static void main(String[] arguments) {
        Quiet.logging();
        HttpRouting.Builder routing = HttpRouting.builder()
                .get("/ready", (request, response) -> response.send("ready"))
                .post(
                        "/echo",
                        (request, response) -> response.send(request.content().as(byte[].class)));
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[1]))
                .featuresDiscoverServices(false)
                .routing(routing)
                .build()
                .start();
    }
}
