package io.storyforge.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may depend on whom, and what nobody may call. */
final class ArchitectureTest {
    private static final String ROOT = "io.storyforge.runtime.";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.storyforge.runtime");

    private static final Set<String> STATIC_CLOCKS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.LocalTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.system",
            "java.time.InstantSource.system",
            "java.lang.System.currentTimeMillis");
    private static final Set<String> HIDDEN_CHANCE = Set.of(
            "java.util.UUID.randomUUID",
            "java.lang.Math.random",
            "java.util.Random.<init>",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.security.SecureRandom.<init>");

    @Test
    void findsTheClassesItJudges() {
        for (String name : new String[] {"spi", "run", "governance", "project", "conversation", "identity", "store"}) {
            assertThat(MAIN.that(inPackage(ROOT + name))).as(name).isNotEmpty();
        }
        assertThat(MAIN).noneMatch(found -> found.getSimpleName().endsWith("Test"));
    }

    @Test
    void letsPluginsSeeTheSpiAndTheJdkOnly() {
        mayDependOn("spi").check(MAIN);
    }

    @Test
    void keepsTheRulesOfRunsPure() {
        mayDependOn("run", "spi", "governance").check(MAIN);
        mayDependOn("governance", "spi").check(MAIN);
        mayDependOn("project", "spi").check(MAIN);
        mayDependOn("conversation", "spi").check(MAIN);
        mayDependOn("identity", "spi").check(MAIN);
    }

    @Test
    void keepsTheStorePortFreeOfExecutionAndPlugins() {
        mayDependOn("store", "spi", "run", "governance", "project", "conversation", "identity")
                .check(MAIN);
    }

    @Test
    void keepsPackagesFreeOfCycles() {
        slices().matching("io.storyforge.runtime.(*)..")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void dependsOnTheJdkAndJSpecifyOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon..", "java.sql..", "javax.sql..", "jakarta..", "java.util.logging..")
                .check(MAIN);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "io.storyforge.runtime..")
                .check(MAIN);
    }

    @Test
    void asksTheGivenClockOnly() {
        nobodyCalls(STATIC_CLOCKS).check(MAIN);
    }

    @Test
    void takesIdsAndChanceFromOutsideOnly() {
        nobodyCalls(HIDDEN_CHANCE).check(MAIN);
    }

    @Test
    void noticesCallsThatAreForbidden() {
        JavaClasses offenders = new ClassFileImporter().importClasses(Offender.class);

        assertThatThrownBy(() -> nobodyCalls(STATIC_CLOCKS).check(offenders))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Instant.now")
                .hasMessageContaining("systemUTC");
        assertThatThrownBy(() -> nobodyCalls(HIDDEN_CHANCE).check(offenders))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("randomUUID")
                .hasMessageContaining("Random.<init>");
    }

    private static ArchRule mayDependOn(String name, String... others) {
        String[] allowed = new String[others.length + 3];
        allowed[0] = "java..";
        allowed[1] = "org.jspecify..";
        allowed[2] = ROOT + name;
        for (int i = 0; i < others.length; i++) {
            allowed[i + 3] = ROOT + others[i];
        }
        return classes()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    private static ArchRule nobodyCalls(Set<String> forbidden) {
        return noClasses().should().callCodeUnitWhere(calls(forbidden));
    }

    private static DescribedPredicate<JavaCall<?>> calls(Set<String> forbidden) {
        return describe(
                "calls one of " + forbidden,
                call -> forbidden.contains(call.getTargetOwner().getFullName() + "." + call.getName()));
    }

    private static DescribedPredicate<JavaClass> inPackage(String name) {
        return describe("in " + name, found -> found.getPackageName().equals(name));
    }

    private static final class Offender {
        @Override
        public String toString() {
            return "%s %s %s %s".formatted(Instant.now(), Clock.systemUTC(), UUID.randomUUID(), new Random().nextInt());
        }
    }
}
