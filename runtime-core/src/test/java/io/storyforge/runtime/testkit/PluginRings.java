package io.storyforge.runtime.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.storyforge.runtime.spi.HandoffSource;

/** The rings as a plugin stands in them: it sees the JDK, the plugin API and itself, and shows only its source. */
public final class PluginRings {
    private final String plugin;
    private final JavaClasses classes;

    private PluginRings(String plugin) {
        this.plugin = plugin;
        this.classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(plugin);
    }

    /** The rings around the plugin in the package. */
    public static PluginRings of(String plugin) {
        return new PluginRings(plugin);
    }

    /** Fails when the plugin uses anything of the host but its API, or any library. */
    public void checkThatItSeesOnlyTheApi() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.storyforge.runtime.spi",
                        "org.jspecify.annotations",
                        "com.google.auto.service",
                        plugin)
                .check(classes);
    }

    /** Fails when anything but the source is public. */
    public void checkThatItShowsOnlyItsSource() {
        classes().that().arePublic().should().implement(HandoffSource.class).check(classes);
    }
}
