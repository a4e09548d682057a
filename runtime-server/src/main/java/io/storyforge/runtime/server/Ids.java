package io.storyforge.runtime.server;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.function.Supplier;

/** UUIDv7 ids: unique, unguessable enough to name a thing, and growing in time, so that newest first is id order. */
final class Ids implements Supplier<String> {
    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

    @Override
    public String get() {
        return generator.generate().toString();
    }
}
