package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The tests of guarantees themselves: with a server whose mechanism is broken, the test of its name turns red. */
class BrokenServersIT {
    @ParameterizedTest
    @EnumSource(BrokenServer.class)
    void turnTheTestOfTheirGuaranteeRed(BrokenServer broken) throws ClassNotFoundException {
        Method test = Arrays.stream(Class.forName(broken.testClass()).getDeclaredMethods())
                .filter(method -> method.getName().equals(broken.testMethod()))
                .findFirst()
                .orElseThrow();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();

        broken.breakage()
                .during(() -> LauncherFactory.create()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(selectMethod(test.getDeclaringClass(), test))
                                        .build(),
                                listener));

        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getTestsFoundCount()).as(broken.guarantee()).isEqualTo(1);
        // One that cannot run here, as its own run reports, says nothing.
        if (summary.getTestsAbortedCount() == 0) {
            assertThat(summary.getFailures())
                    .as("%s: %s", broken.guarantee(), broken)
                    .hasSize(1)
                    .allSatisfy(failure -> assertThat(failure.getException()).isInstanceOf(AssertionError.class));
        }
    }
}
