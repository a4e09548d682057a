package io.storyforge.runtime.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this API: {@code MAJOR.MINOR} of the build it came from. */
public final class HandoffApi {
    /** The API version of this host, such as {@code 0.1}. */
    public static final String VERSION = majorMinor(buildVersion());

    private HandoffApi() {}

    private static String buildVersion() {
        try (InputStream in = HandoffApi.class.getResourceAsStream("handoff-api.properties")) {
            if (in == null) {
                throw new IllegalStateException("handoff-api.properties is missing from runtime-core");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String majorMinor(String version) {
        int second = version.indexOf('.', version.indexOf('.') + 1);
        if (second < 0) {
            throw new IllegalStateException("version '%s' is not MAJOR.MINOR.PATCH".formatted(version));
        }
        return version.substring(0, second);
    }
}
