package io.storyforge.runtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears what a class logs, and keeps it from the console, where an expected error would look like a real one. */
public final class HeardLog extends Handler implements AutoCloseable {
    private final Logger logger;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final CountDownLatch heard = new CountDownLatch(1);

    /** Begins to hear the class. */
    public HeardLog(Class<?> type) {
        this.logger = Logger.getLogger(type.getName());
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /** Level and message of what was logged, oldest first. */
    public List<String> messages() {
        return messages;
    }

    /** The messages, once there is one: what is logged after a change is stored may come later than the change is seen. */
    public List<String> awaited() {
        try {
            assertThat(heard.await(20, TimeUnit.SECONDS))
                    .as("something was logged")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return messages;
    }

    @Override
    public void publish(LogRecord logged) {
        messages.add(logged.getLevel() + " " + logged.getMessage());
        heard.countDown();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
