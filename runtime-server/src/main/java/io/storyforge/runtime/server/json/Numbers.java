package io.storyforge.runtime.server.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Numbers that a double cannot hold: refused where they would be kept, because they surprise whoever computes with them. */
public final class Numbers {
    private static final int MAX_EXPONENT = 308;

    private Numbers() {}

    /** The JSON pointers of the numbers in a value that are out of range; the value itself stands at the given place. */
    public static List<String> outOfRange(Object value, String place) {
        List<String> pointers = new ArrayList<>();
        collect(value, place, pointers);
        return pointers;
    }

    private static void collect(Object value, String place, List<String> pointers) {
        switch (value) {
            case BigDecimal number
            when Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT -> pointers.add(place);
            case Map<?, ?> object -> object.forEach((key, member) -> collect(member, place + "/" + key, pointers));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    collect(list.get(i), place + "/" + i, pointers);
                }
            }
            default -> {}
        }
    }
}
