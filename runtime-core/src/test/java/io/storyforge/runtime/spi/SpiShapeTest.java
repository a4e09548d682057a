package io.storyforge.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The SPI can grow without breaking plugins, because its types have only shapes that allow it. */
final class SpiShapeTest {
    private static final Set<String> IMPLEMENTED_BY_PLUGINS = Set.of("HandoffSource", "AgentTool");
    private static final Set<String> PROVIDED_BY_HOST = Set.of(
            "Cancellation",
            "Document",
            "Documents",
            "Governance",
            "HandoffContext",
            "HandoffRequest",
            "Settings",
            "StartContext",
            "ToolCall");
    private static final Set<String> SEALED = Set.of("HandoffOutcome", "ToolOutcome");
    private static final Set<String> RECORDS = Set.of(
            "HandoffOutcome$Drafted",
            "HandoffOutcome$Declined",
            "ToolOutcome$Done",
            "ToolOutcome$Asked",
            "ToolOutcome$Failed",
            "ToolResult$Table",
            "ToolResult$DocumentChange",
            "Question$Field",
            "SourceDescriptor$Setting",
            "SourceDescriptor$Offer");
    private static final Set<String> FINAL_CLASSES = Set.of(
            "Content",
            "Effect",
            "HandoffApi",
            "Language",
            "Limits",
            "Platforms",
            "Question",
            "Question$Builder",
            "RunDraft",
            "RunDraft$Step",
            "RunDraft$Builder",
            "SourceDescriptor",
            "SourceDescriptor$Action",
            "SourceDescriptor$ActionBuilder",
            "SourceDescriptor$Builder",
            "ToolDescriptor",
            "ToolResult",
            "ToolResult$Builder",
            "Wording");
    private static final Set<String> ANNOTATIONS = Set.of("Incubating", "ProvidedByHost");

    private static final List<JavaClass> PUBLIC = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.storyforge.runtime.spi")
                    .stream()
                    .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                    .toList();

    @Test
    void hasNoPublicTypeOfAnotherShape() {
        Set<String> known = new TreeSet<>();
        Stream.of(IMPLEMENTED_BY_PLUGINS, PROVIDED_BY_HOST, SEALED, RECORDS, FINAL_CLASSES, ANNOTATIONS)
                .forEach(known::addAll);

        assertThat(new TreeSet<>(PUBLIC.stream().map(SpiShapeTest::name).toList()))
                .isEqualTo(known);
    }

    @Test
    void marksEveryInterfaceOfTheHost() {
        // The annotation is kept in class files only, so it is read from there.
        assertThat(PUBLIC.stream()
                        .filter(type -> type.isAnnotatedWith(ProvidedByHost.class))
                        .map(SpiShapeTest::name))
                .containsExactlyInAnyOrderElementsOf(PROVIDED_BY_HOST);
        assertThat(named(PROVIDED_BY_HOST)).allMatch(Class::isInterface);
        assertThat(named(IMPLEMENTED_BY_PLUGINS)).allMatch(Class::isInterface);
    }

    @Test
    void hasFinalClassesThatOnlyTheirFactoriesMake() {
        assertThat(named(FINAL_CLASSES)).allSatisfy(type -> {
            assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
            assertThat(type.isRecord()).isFalse();
            assertThat(type.getConstructors()).isEmpty();
            assertThat(Arrays.stream(type.getDeclaredConstructors()).map(Constructor::getModifiers))
                    .noneMatch(Modifier::isProtected);
        });
    }

    @Test
    void hasRecordsForClosedValuesOnly() {
        assertThat(named(RECORDS)).allMatch(Class::isRecord);
    }

    @Test
    void hasNoEnumThatASwitchCouldBeExhaustiveOver() {
        assertThat(PUBLIC).noneMatch(JavaClass::isEnum);
    }

    @Test
    void sealsOutcomesOverTheseCases() {
        assertThat(permitted(HandoffOutcome.class)).containsExactlyInAnyOrder("Drafted", "Declined");
        assertThat(permitted(ToolOutcome.class)).containsExactlyInAnyOrder("Done", "Asked", "Failed");
        assertThat(PUBLIC.stream().map(JavaClass::reflect).filter(Class::isSealed))
                .extracting(Class::getSimpleName)
                .containsExactlyInAnyOrderElementsOf(SEALED);
    }

    @Test
    void addsNoMethodThatPluginsWouldHaveToImplement() {
        assertThat(abstractMethods(HandoffSource.class)).containsExactlyInAnyOrder("descriptor", "handOff");
        assertThat(abstractMethods(AgentTool.class)).containsExactlyInAnyOrder("descriptor", "call");
    }

    @Test
    void speaksOfTypesOfTheJdkAndItsOwnOnly() {
        for (JavaClass type : PUBLIC) {
            for (Method method : type.reflect().getMethods()) {
                if (method.getDeclaringClass() == type.reflect()) {
                    Stream.of(method.getGenericParameterTypes(), method.getGenericExceptionTypes(), new Type[] {
                                method.getGenericReturnType()
                            })
                            .flatMap(Arrays::stream)
                            .forEach(used -> assertThat(allowed(used))
                                    .as("%s uses %s", method, used)
                                    .isTrue());
                }
            }
        }
    }

    private static boolean allowed(Type type) {
        return switch (type) {
            case ParameterizedType generic ->
                allowed(generic.getRawType())
                        && Arrays.stream(generic.getActualTypeArguments()).allMatch(SpiShapeTest::allowed);
            case WildcardType wildcard ->
                Stream.concat(Arrays.stream(wildcard.getUpperBounds()), Arrays.stream(wildcard.getLowerBounds()))
                        .allMatch(SpiShapeTest::allowed);
            case TypeVariable<?> ignored -> true;
            case Class<?> plain when plain.isArray() -> allowed(plain.getComponentType());
            case Class<?> plain ->
                plain.isPrimitive()
                        || plain.getPackageName().startsWith("java.")
                        || (plain.getPackage().equals(HandoffSource.class.getPackage())
                                && Modifier.isPublic(plain.getModifiers()));
            default -> false;
        };
    }

    private static List<? extends Class<?>> named(Set<String> names) {
        return PUBLIC.stream()
                .filter(type -> names.contains(name(type)))
                .map(JavaClass::reflect)
                .toList();
    }

    private static String name(JavaClass type) {
        return type.getName().substring("io.storyforge.runtime.spi.".length());
    }

    private static List<String> permitted(Class<?> sealedType) {
        return Arrays.stream(sealedType.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList();
    }

    private static List<String> abstractMethods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .toList();
    }
}
