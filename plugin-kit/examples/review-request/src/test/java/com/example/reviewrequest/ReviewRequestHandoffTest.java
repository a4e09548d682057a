package com.example.reviewrequest;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.HandoffSourceContract;
import io.storyforge.plugin.testkit.HandoffTestKit;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.SourceDescriptor.Setting;
import io.storyforge.runtime.spi.ToolResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReviewRequestHandoffTest implements HandoffSourceContract {
    static final Map<String, String> SETTINGS =
            Map.of("base-url", "https://review.example", "link-key", "only-for-tests");

    @Override
    public HandoffSource source() {
        return new ReviewRequestHandoff();
    }

    @Override
    public Map<String, String> fields(String actionKey) {
        return Map.of("piece", "spring-8");
    }

    @Override
    public Map<String, String> settings() {
        return SETTINGS;
    }

    @Test
    void keepsTheKeySecret() {
        assertThat(source().descriptor().settings()).contains(new Setting("link-key", true, true));
    }

    @Test
    void saysHowLongTheLinkLasts() {
        RunDraft draft = kit().setting("days", "3").press("prepare").drafted();

        assertThat(draft.summary()).isEqualTo("链接 3 天内有效。");
        assertThat(draft.steps().getFirst().arguments()).isEqualTo(Map.of("piece", "spring-8", "days", 3));
    }

    @Test
    void signsTheLinkWithTheKey() {
        ToolResult result = kit().tool("review-request.signed-link")
                .arguments(Map.of("piece", "spring-8", "days", 1))
                .done();

        // 2026-01-05T04:00:00Z and a day.
        assertThat(result.output().get("link").toString())
                .startsWith("https://review.example/spring-8?until=1767672000&sig=")
                .doesNotContain("only-for-tests");
    }

    @Test
    void anotherKeySignsDifferently() {
        Map<String, Object> piece = Map.of("piece", "spring-8");
        HandoffTestKit other = HandoffTestKit.of(source())
                .setting("base-url", "https://review.example")
                .setting("link-key", "another");

        assertThat(other.tool("review-request.signed-link").arguments(piece).done().output())
                .isNotEqualTo(kit().tool("review-request.signed-link")
                        .arguments(piece)
                        .done()
                        .output());
    }

    @Test
    void asksForAPiece() {
        assertThat(HandoffTestKit.of(source())
                        .setting("base-url", "https://review.example")
                        .setting("link-key", "only-for-tests")
                        .press("prepare")
                        .declined())
                .isEqualTo("请先选择一篇内容");
    }

    private HandoffTestKit kit() {
        HandoffTestKit kit = HandoffTestKit.of(source()).fields(fields("prepare"));
        SETTINGS.forEach(kit::setting);
        return kit;
    }
}
