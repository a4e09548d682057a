package io.storyforge.handoff.dashboard;

import java.util.List;

/** A day of an account that needs a row: why, and the cells that are good already ("" for those to fill). */
record Gap(Account account, int age, String reason, List<String> cells) {
    Gap {
        cells = List.copyOf(cells);
    }
}
