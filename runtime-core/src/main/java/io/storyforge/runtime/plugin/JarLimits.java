package io.storyforge.runtime.plugin;

/**
 * How large the files of one plugin may be.
 *
 * @param entries of all its jars together
 * @param packedBytes of all its jars together
 * @param unpackedBytes of all entries together, as the jars declare them; no more than declared is ever unpacked
 * @param uiFileBytes of one file of its screen
 * @param uiBytes of all files of its screen
 */
public record JarLimits(int entries, long packedBytes, long unpackedBytes, int uiFileBytes, int uiBytes) {
    /** 20 000 entries, 256 MB packed, 512 MB unpacked, 5 MB a file of a screen, 20 MB a screen. */
    public static final JarLimits DEFAULT = new JarLimits(20_000, 256L << 20, 512L << 20, 5 << 20, 20 << 20);
}
