package io.storyforge.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One HTTP/1.1 connection that is kept open, for one thread. Knows answers with Content-Length only: it must cost far
 * less than the server, with which it shares the cores.
 */
final class HttpConnection implements Closeable {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private byte[] received = new byte[32 * 1024];
    private int end;
    private int bodyStart;

    private HttpConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static HttpConnection open(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new HttpConnection(channel);
    }

    /** Sends the request, waits for the whole answer and returns its status. */
    int send(byte[] request) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        end = 0;
        bodyStart = 0;
        while (bodyStart == 0) {
            read();
            bodyStart = endOfHead();
        }
        int whole = bodyStart + contentLength();
        if (whole > received.length) {
            received = Arrays.copyOf(received, whole);
        }
        while (end < whole) {
            read();
        }
        return number("HTTP/1.1 ".length(), 3);
    }

    /** The body of the last answer. */
    String body() {
        return new String(received, bodyStart, end - bodyStart, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void read() throws IOException {
        if (end == received.length) {
            throw new IOException("the head of the answer is longer than %d bytes".formatted(received.length));
        }
        int count = channel.read(ByteBuffer.wrap(received, end, received.length - end));
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        end += count;
    }

    private int endOfHead() {
        for (int i = 3; i < end; i++) {
            if (received[i] == '\n' && received[i - 2] == '\n' && received[i - 1] == '\r') {
                return i + 1;
            }
        }
        return 0;
    }

    private int contentLength() throws IOException {
        for (int i = 0; i < bodyStart - LENGTH.length; i++) {
            if (received[i] == '\n' && isLength(i + 1)) {
                int digits = i + 1 + LENGTH.length;
                while (received[digits] == ' ') {
                    digits++;
                }
                return number(digits, Integer.MAX_VALUE);
            }
        }
        throw new IOException("the answer has no Content-Length: "
                + new String(received, 0, bodyStart, StandardCharsets.US_ASCII)
                        .lines()
                        .findFirst()
                        .orElse(""));
    }

    private boolean isLength(int start) {
        for (int i = 0; i < LENGTH.length; i++) {
            byte given = received[start + i];
            int lower = given >= 'A' && given <= 'Z' ? given + ('a' - 'A') : given;
            if (lower != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int start, int most) {
        int number = 0;
        for (int i = 0; i < most && start + i < end; i++) {
            int digit = received[start + i] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
