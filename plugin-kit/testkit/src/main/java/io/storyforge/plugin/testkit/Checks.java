package io.storyforge.plugin.testkit;

import java.util.function.Supplier;

/** Checks of the contracts; what fails says what was expected. */
final class Checks {
    private Checks() {}

    static void that(boolean holds, Supplier<String> message) {
        if (!holds) {
            throw new AssertionError(message.get());
        }
    }

    static void same(String what, String first, String second) {
        that(first.equals(second), () -> "%s differ:%n%s%n%s".formatted(what, first, second));
    }
}
