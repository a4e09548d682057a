package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.SourceDescriptor.Action;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Field values as a careless or ill-meaning page may send them. */
final class HostileFields {
    private static final List<String> VALUES = List.of(
            "x".repeat(10_000),
            "\uD83D\uDE80\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(40),
            "\u202Eאבג مرحبا\u202C",
            "\u0000\u0007\u001B[31m\r\n\t",
            "  \u00A0\u3000 ",
            "\uD800",
            "-1",
            "99999999999999999999",
            "'; drop table runs; --",
            "<script>alert(1)</script>",
            "../../../etc/passwd",
            "${jndi:ldap://x}",
            "%s %n {0}");

    private HostileFields() {}

    /** Each hostile value in every field that the page or an offer sends, and in one that nobody knows. */
    static List<Map<String, String>> like(Map<String, String> given, Action action) {
        Set<String> names = new LinkedHashSet<>(given.keySet());
        action.offers().forEach(offer -> names.addAll(offer.fields().keySet()));
        names.add("unknown-field");
        return VALUES.stream().map(value -> all(names, value)).collect(Collectors.toUnmodifiableList());
    }

    private static Map<String, String> all(Set<String> names, String value) {
        Map<String, String> fields = new LinkedHashMap<>();
        names.forEach(name -> fields.put(name, value));
        return fields;
    }
}
