package plugin;

/** Is loaded at the first call. */
class Late {
    String words() {
        return "迟到";
    }
}
