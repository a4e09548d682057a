package io.storyforge.runtime.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection on which a test sends what no client library would. */
public final class RawConnection implements AutoCloseable {
    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    /** Connects and sends the text. The client's own buffer is one of 64 KB: a smaller one stalls on loopback. */
    public static RawConnection send(int port, String text) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return new RawConnection(socket);
    }

    /** All that comes until the server ends the connection; fails when it does not within the limit. */
    public String untilEnd(Duration limit) throws IOException {
        return new String(bytesUntilEnd(limit), StandardCharsets.UTF_8);
    }

    /** How much comes until the server ends the connection, by a close or a reset. */
    public byte[] bytesUntilEnd(Duration limit) throws IOException {
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        byte[] some = new byte[64 * 1024];
        try {
            for (int count = socket.getInputStream().read(some); count >= 0; ) {
                all.write(some, 0, count);
                count = socket.getInputStream().read(some);
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the server kept the connection", e);
        } catch (java.net.SocketException ignored) { // a reset is an end too
        }
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
