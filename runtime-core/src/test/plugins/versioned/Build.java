package plugin;

/** Which build it is. */
final class Build {
    static final String NAME = System.getProperty("versioned.build", "第一版");

    private Build() {}
}
