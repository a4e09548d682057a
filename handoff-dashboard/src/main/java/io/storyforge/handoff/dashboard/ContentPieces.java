package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Streams {@code contents} once and keeps the pieces of one platform since a day.
 *
 * <p>A piece's platform is its own field or that of its account; one whose platform nobody knows counts only when all
 * platforms are asked for, or when the project has no accounts to look it up in.
 */
final class ContentPieces {
    static final String COLLECTION = "contents";
    private static final Wording UNKNOWN_ACCOUNT =
            Wording.of("作品的账号不在 accounts 里，已略过", "Piece of an account that is not in accounts; left out");
    private static final Wording UNREADABLE_DATE = Wording.of(
            "作品的发布日期读不出来（应像 2026-01-31），已略过",
            "Piece with an unreadable publishing date (should be like 2026-01-31); left out");
    private static final Wording FUTURE_DATE =
            Wording.of("作品的发布日期在未来，已略过", "Piece with a publishing date in the future; left out");
    private static final Wording NO_NUMBER = Wording.of(
            "作品的播放或互动不是数字（或为负数），已略过", "Piece whose views or interactions are not numbers (or are negative); left out");

    private final Accounts accounts;
    private final String platform;
    private final LocalDate today;
    private final DataProblems problems;
    private final Language language;
    private final List<ContentPiece> pieces = new ArrayList<>();

    ContentPieces(Accounts accounts, String platform, LocalDate today, DataProblems problems, Language language) {
        this.accounts = accounts;
        this.platform = platform;
        this.today = today;
        this.problems = problems;
        this.language = language;
    }

    /** The pieces published in the given number of days up to and including today, in key order. */
    List<ContentPiece> read(Documents documents, int days, Runnable onRow) {
        LocalDate first = today.minusDays(days - 1L);
        documents.stream(COLLECTION).forEach(document -> {
            onRow.run();
            if (onPlatform(document.content())) {
                take(document, first);
            }
        });
        return List.copyOf(pieces);
    }

    private boolean onPlatform(Content content) {
        if (platform.isEmpty() || accounts.size() == 0) {
            return true;
        }
        Optional<String> own = content.text("platform").map(Platforms::key);
        if (own.isPresent()) {
            return own.get().equals(platform);
        }
        Optional<Account> account = content.text("account_id").flatMap(accounts::find);
        if (account.isEmpty()) {
            problems.note(UNKNOWN_ACCOUNT, content.text("id").orElse(""));
        }
        return account.filter(known -> known.on(platform)).isPresent();
    }

    private void take(Document document, LocalDate first) {
        Content content = document.content();
        Optional<LocalDate> day = content.date("published_at");
        if (day.isEmpty()) {
            problems.note(UNREADABLE_DATE, document.key());
        } else if (day.get().isAfter(today)) {
            problems.note(FUTURE_DATE, document.key());
        } else if (!day.get().isBefore(first)) {
            count(document.key(), content, day.get());
        }
    }

    private void count(String key, Content content, LocalDate day) {
        OptionalDouble views = MetricField.VIEWS.in(content);
        double interactions = interactions(content);
        if (views.isEmpty() || Double.isNaN(interactions)) {
            problems.note(NO_NUMBER, key);
            return;
        }
        String account = content.text("account_id").orElse("");
        pieces.add(new ContentPiece(
                Texts.shorten(content.text("title").orElse(key), 60),
                accounts.find(account).map(Account::name).orElse(Texts.shorten(account, 60)),
                Texts.shorten(content.text("topic").orElse(language.say("未分类", "No topic")), 40),
                day,
                views.getAsDouble(),
                interactions));
    }

    /** The sum of what is given; NaN when something is given that is no count. */
    private static double interactions(Content content) {
        double sum = 0;
        for (MetricField field : MetricField.INTERACTIONS) {
            OptionalDouble number = field.in(content);
            if (number.isPresent()) {
                sum += number.getAsDouble();
            } else if (field.given(content)) {
                return Double.NaN;
            }
        }
        return sum;
    }
}
