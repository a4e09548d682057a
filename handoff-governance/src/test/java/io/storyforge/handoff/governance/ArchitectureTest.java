package io.storyforge.handoff.governance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final String PLUGIN = "io.storyforge.handoff.governance";

    private final JavaClasses plugin = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(PLUGIN);

    @Test
    void seesOnlyTheJdkThePluginApiAndItself() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.storyforge.runtime.spi",
                        "org.jspecify.annotations",
                        "com.google.auto.service",
                        PLUGIN)
                .check(plugin);
    }

    @Test
    void showsOnlyItsSource() {
        classes()
                .that()
                .arePublic()
                .should()
                .implement(io.storyforge.runtime.spi.HandoffSource.class)
                .check(plugin);
    }
}
