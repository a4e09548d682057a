package io.storyforge.handoff.dashboard;

import java.time.LocalDate;

/** A published piece; {@code interactions} is likes, comments and shares together. */
record ContentPiece(String title, String account, String topic, LocalDate day, double views, double interactions) {

    /** True when enough people saw it to speak of a rate. */
    boolean rated() {
        return views >= Metric.MIN_VIEWS;
    }

    double rate() {
        return interactions / views;
    }
}
