package io.storyforge.bench;

import java.time.Duration;
import java.util.function.IntFunction;

/** What every part needs to measure and to tell. */
record Setting(Options options, Programs programs, Figures figures) {
    private static final int CONNECTIONS = 64;

    /** Load as fast as the answers come, once the program's code is compiled. */
    Load.Result load(Program program, IntFunction<Load.Turn> turns) {
        new WarmUp(CONNECTIONS, options.warmUp()).run(program, turns);
        return new Load(CONNECTIONS, Duration.ZERO, options.time(), 0).run(program, turns);
    }

    /** Load as fast as the answers come, on a program that is warm. */
    Load.Result loadAtOnce(Program program, IntFunction<Load.Turn> turns) {
        return new Load(CONNECTIONS, options.warmUp().dividedBy(2), options.time(), 0).run(program, turns);
    }

    /** Load at a fixed rate. */
    Load.Result paced(Program program, double rate, IntFunction<Load.Turn> turns) {
        return new Load(CONNECTIONS, options.warmUp(), options.time(), rate).run(program, turns);
    }

    /** The same request again and again, answered with 200. */
    static Load.Turn repeated(byte[] request) {
        return connection -> connection.send(request) == 200;
    }
}
