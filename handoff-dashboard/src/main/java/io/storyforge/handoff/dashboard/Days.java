package io.storyforge.handoff.dashboard;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** Which day it is where the platforms close their books. */
final class Days {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private Days() {}

    static LocalDate today(InstantSource clock) {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
