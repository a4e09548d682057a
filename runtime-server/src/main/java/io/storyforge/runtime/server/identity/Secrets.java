package io.storyforge.runtime.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Makes secrets and their hashes. A secret has 256 random bits, so a fast hash protects it: there is nothing to guess.
 */
public final class Secrets {
    private static final char[] LETTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final int LENGTH = 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** A new secret that starts with the given letters, so that a leaked one is recognised: {@code sf_…}. */
    public static String create(String prefix) {
        StringBuilder secret = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) {
            secret.append(LETTERS[RANDOM.nextInt(LETTERS.length)]);
        }
        return secret.toString();
    }

    /** The SHA-256 of the secret, hex. */
    public static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
