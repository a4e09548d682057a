package org.assertj.core.api;

/** Another version of a class that is on the class path of the tests. */
public final class Assertions {
    private Assertions() {}

    /** What the other version does not have. */
    public static String version() {
        return "自带";
    }
}
