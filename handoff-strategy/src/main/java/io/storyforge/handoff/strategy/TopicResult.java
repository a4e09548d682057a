package io.storyforge.handoff.strategy;

/** How a topic really did: how many pieces had a rate, and their median rate (NaN without any). */
record TopicResult(int pieces, double rate) {
    static final TopicResult NONE = new TopicResult(0, Double.NaN);
}
