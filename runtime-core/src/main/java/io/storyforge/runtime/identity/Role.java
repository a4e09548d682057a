package io.storyforge.runtime.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user may do: members work in their projects, admins see every project and govern. */
public enum Role {
    MEMBER,
    ADMIN;

    /** The role with the given word. */
    public static Optional<Role> of(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }

    /** The word in JSON and SQL. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
