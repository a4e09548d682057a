package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WeekReviewTest {
    private static final LocalDate END = LocalDate.of(2026, 11, 23);

    private final List<ContentPiece> pieces = new ArrayList<>();

    @Test
    void splitsAtTheSeventhAndTheThirtyFifthDay() {
        piece("today", "甲", "情感", 0, 50);
        piece("last of week", "甲", "情感", 6, 50);
        piece("first before", "甲", "情感", 7, 50);
        piece("last before", "甲", "情感", 34, 50);
        piece("too old", "甲", "情感", 35, 50);

        WeekReview review = WeekReview.of(pieces, END);

        assertThat(review.week()).extracting(ContentPiece::title).containsExactly("today", "last of week");
        assertThat(review.before()).extracting(ContentPiece::title).containsExactly("first before", "last before");
    }

    @Test
    void scoresAPieceAgainstItsOwnAccount() {
        for (int age = 8; age < 13; age++) {
            piece("甲 " + age, "甲", "情感", age, 100);
            piece("乙 " + age, "乙", "情感", age, 20);
        }
        piece("usual for 甲", "甲", "情感", 1, 100);
        piece("great for 乙", "乙", "情感", 1, 40);

        List<WeekReview.Scored> ranked = WeekReview.of(pieces, END).ranked();

        // 乙: median 2 %, MAD 0, scale max(0.1 %, 0.1 %), score (4 − 2) / 0.1 = 20.
        assertThat(ranked).extracting(scored -> scored.piece().title()).containsExactly("great for 乙", "usual for 甲");
        assertThat(ranked.getFirst().score()).isCloseTo(20, within(1e-9));
        assertThat(ranked.getLast().score()).isCloseTo(0, within(1e-9));
    }

    @Test
    void comparesANewAccountWithEverybody() {
        for (int age = 8; age < 13; age++) {
            piece("甲 " + age, "甲", "情感", age, 100);
        }
        piece("new", "乙", "情感", 1, 50);

        assertThat(WeekReview.of(pieces, END).ranked())
                .singleElement()
                .satisfies(scored -> assertThat(scored.baseline().median()).isCloseTo(0.1, within(1e-12)));
    }

    @Test
    void ranksNothingBelowFiveEarlierPieces() {
        piece("before", "甲", "情感", 9, 50);
        piece("now", "甲", "情感", 1, 50);

        assertThat(WeekReview.of(pieces, END).ranked()).isEmpty();
    }

    @Test
    void comparesTopicsWithTheirOwnPast() {
        piece("a", "甲", "情感", 1, 40);
        piece("b", "甲", "情感", 9, 50);
        piece("c", "甲", "科普", 2, 90);
        piece("d", "甲", "旅行", 10, 70);

        List<WeekReview.Topic> topics = WeekReview.of(pieces, END).topics();

        assertThat(topics).extracting(WeekReview.Topic::name).containsExactly("科普", "情感", "旅行");
        assertThat(topics.get(1)).isEqualTo(new WeekReview.Topic("情感", 1, 1, 0.04, 0.05));
        assertThat(topics.get(2).rate()).isNaN();
    }

    private void piece(String title, String account, String topic, int age, double interactions) {
        pieces.add(new ContentPiece(title, account, topic, END.minusDays(age), 1_000, interactions));
    }
}
