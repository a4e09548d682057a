package io.storyforge.bench;

import java.util.function.Consumer;

/** {@code ./storyforge bench}: measures, prints a table, writes nothing. */
public final class Bench {
    private final Options options;
    private final Programs programs;
    private final Figures figures = new Figures();
    private boolean whole = true;

    private Bench(Options options, Programs programs) {
        this.options = options;
        this.programs = programs;
    }

    /** Ends with 0 when everything that was asked for could be measured, whatever came out. */
    public static void main(String[] arguments) {
        Quiet.logging();
        boolean whole;
        try (Programs programs = Programs.fromProperties()) {
            Thread cleaner = Thread.ofPlatform().unstarted(programs::close);
            Runtime.getRuntime().addShutdownHook(cleaner);
            Bench bench = new Bench(Options.parse(arguments), programs);
            whole = bench.run();
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (BenchException e) {
            System.err.println(e.getMessage());
            whole = false;
        }
        System.exit(whole ? 0 : 1);
    }

    private boolean run() {
        Setting setting = new Setting(options, programs, figures);
        part("echo", setting, PeerFigures::echo);
        part("raw", setting, PeerFigures::raw);
        part("pool", setting, PeerFigures::pool);
        part("create", setting, CreateFigures::measure);
        part("pairs", setting, PairFigures::measure);
        part("list", setting, ReadFigures::measure);
        part("streams", setting, StreamFigures::measure);
        part("start", setting, StartFigures::measure);
        part("plugins", setting, PluginFigures::measure);
        figures.print(System.out);
        return whole;
    }

    private void part(String name, Setting setting, Consumer<Setting> measuring) {
        if (!options.parts().contains(name)) {
            return;
        }
        System.err.println(name);
        try {
            measuring.accept(setting);
        } catch (BenchException e) {
            whole = false;
            figures.missing(name, String.valueOf(e.getMessage()));
        }
    }
}
