package io.storyforge.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlatformsTest {
    @Test
    void findsTheKeyByLabelOrKey() {
        assertThat(Platforms.key(" 抖音 ")).isEqualTo("douyin");
        assertThat(Platforms.key("Douyin")).isEqualTo("douyin");
        assertThat(Platforms.label("douyin")).isEqualTo("抖音");
    }

    @Test
    void namesAPlatformInTheLanguageAndFindsItByThatName() {
        assertThat(Platforms.label("shipinhao", Language.CHINESE)).isEqualTo("视频号");
        assertThat(Platforms.label("shipinhao", Language.ENGLISH)).isEqualTo("WeChat Channels");
        assertThat(Platforms.key("wechat channels")).isEqualTo("shipinhao");
        assertThat(Platforms.label("some place", Language.ENGLISH)).isEqualTo("some place");
    }

    @Test
    void keepsTheNameOfAPlatformItDoesNotKnow() {
        assertThat(Platforms.key("Some Place")).isEqualTo("some place");
        assertThat(Platforms.label("some place")).isEqualTo("some place");
    }

    @Test
    void cutsALongNameBetweenCharacters() {
        assertThat(Platforms.key("🚀".repeat(61))).isEqualTo("🚀".repeat(59) + "…");
        assertThat(Platforms.label("x".repeat(40))).hasSize(40);
        assertThat(Platforms.label("x".repeat(41))).isEqualTo("x".repeat(39) + "…");
    }
}
