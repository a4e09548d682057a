package plugin;

/** Is left out of the jar. */
class Helper {
    String words() {
        return "不";
    }
}
