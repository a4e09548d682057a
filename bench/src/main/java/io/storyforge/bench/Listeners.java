package io.storyforge.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Many open event streams, read by one thread, which notes how old each event is when it arrives. */
final class Listeners implements AutoCloseable {
    private static final String READY = "stream.ready";
    private static final String CREATED = "\"created_at\":\"";
    private static final String EVENT = "event: run.created";
    private static final int TIME_LENGTH = "2026-11-23T09:30:00.000Z".length();

    private final Selector selector;
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::listen);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private Histogram ages = new Histogram();
    private int opened;
    private int ended;

    Listeners() throws IOException {
        this.selector = Selector.open();
        thread.start();
    }

    /** What is left of a stream's text after the last whole frame. */
    private static final class Rest {
        private String text = "";
    }

    void open(int port, byte[] request) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(request));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Rest());
        selector.wakeup();
    }

    /** The streams that said they are ready. */
    synchronized int opened() {
        return opened;
    }

    /** The streams that the server ended. */
    synchronized int ended() {
        return ended;
    }

    /** The ages since the last call. */
    synchronized Histogram takeAges() {
        Histogram taken = ages;
        ages = new Histogram();
        return taken;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void listen() {
        try {
            while (selector.isOpen()) {
                selector.select(this::read);
            }
        } catch (IOException e) {
            System.err.println("the streams cannot be read any more: " + e);
        }
    }

    private void read(SelectionKey key) {
        try {
            buffer.clear();
            int count = ((SocketChannel) key.channel()).read(buffer);
            if (count < 0) {
                end(key);
                return;
            }
            buffer.flip();
            Rest rest = (Rest) key.attachment();
            rest.text = frames(rest.text + StandardCharsets.UTF_8.decode(buffer));
        } catch (IOException ignored) { // counted as ended
            end(key);
        }
    }

    private synchronized void end(SelectionKey key) {
        key.cancel();
        ended++;
    }

    // The lines of the chunked encoding between the frames do no harm.
    private synchronized String frames(String text) {
        long now = System.currentTimeMillis();
        int start = 0;
        for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", start)) {
            frame(text.substring(start, end), now);
            start = end + 2;
        }
        return text.substring(start);
    }

    private void frame(String frame, long now) {
        if (frame.contains(READY)) {
            opened++;
        }
        int time = frame.indexOf(CREATED) + CREATED.length();
        if (frame.contains(EVENT) && time >= CREATED.length()) {
            long created =
                    Instant.parse(frame.substring(time, time + TIME_LENGTH)).toEpochMilli();
            ages.add((now - created) * 1_000_000);
        }
    }
}
