package io.storyforge.runtime.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServerArchitectureTest {
    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.storyforge.runtime.server");

    @Test
    void sqlStaysInTheStore() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..server.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.sqlite..", "io.helidon.dbclient..", "org.flywaydb..")
                .check(SERVER);
    }

    @Test
    void httpStaysInFrontOfTheRest() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..server.store..",
                        "..server.identity..",
                        "..server.stream..",
                        "..server.json..",
                        "..server.imports..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon.webserver..", "..server.http..")
                .check(SERVER);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("io.storyforge.runtime.server.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVER);
    }

    @Test
    void timeAndIdsAreGivenNotTaken() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(SERVER);
    }

    @Test
    void nothingWritesToTheConsoleButTheProgramItself() {
        noClasses()
                .that()
                .resideInAPackage("io.storyforge.runtime.server.*..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(SERVER);
    }
}
