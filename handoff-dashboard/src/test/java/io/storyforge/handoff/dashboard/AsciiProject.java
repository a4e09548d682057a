package io.storyforge.handoff.dashboard;

import io.storyforge.plugin.testkit.InMemoryDocuments;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** A project whose own texts are all ASCII, with a case of everything that the plugin has words for. */
final class AsciiProject {
    static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final InMemoryDocuments documents = new InMemoryDocuments();

    /** Accounts that fell, rose, stayed or cannot be judged, and odd rows of each kind. */
    static InMemoryDocuments full() {
        return new AsciiProject().accounts().metrics().oddMetrics().contents().oddContents().documents;
    }

    /** One account, as it is every day. */
    static InMemoryDocuments calm() {
        AsciiProject project = new AsciiProject();
        project.account("calm", "douyin");
        project.days("calm", 0, 30);
        return project.documents;
    }

    /** One account whose engagement rate halved today. */
    static InMemoryDocuments halved() {
        return new AsciiProject().halved("alpha").documents;
    }

    /** So many accounts whose engagement rates halved today that a table cannot show them all. */
    static InMemoryDocuments manyHalved() {
        AsciiProject project = new AsciiProject();
        for (int index = 0; index < 101; index++) {
            project.halved("account-%03d".formatted(index));
        }
        return project.documents;
    }

    /** One account with a row missing and a row with an outage and an empty cell. */
    static InMemoryDocuments gaps() {
        AsciiProject project = new AsciiProject();
        project.account("alpha", "douyin");
        project.days("alpha", 3, 30);
        project.metric("alpha", 1, Map.of("followers", "", "views", "0", "likes", "0"));
        return project.documents;
    }

    /** One account with five usual pieces before, and a better one and a worse one this week. */
    static InMemoryDocuments week() {
        AsciiProject project = new AsciiProject();
        project.account("alpha", "douyin");
        project.contents();
        return project.documents;
    }

    private AsciiProject halved(String id) {
        account(id, "douyin");
        days(id, 1, 10);
        day(id, 0, 1_000, 25, 1_100);
        return this;
    }

    private AsciiProject accounts() {
        for (String id : new String[] {"alpha", "beta", "gamma", "delta", "none", "stale", "text", "old", "few"}) {
            account(id, "douyin");
        }
        account("everywhere", "");
        documents.put("accounts", "copy", Map.of("id", "alpha", "platform", "douyin", "focus", "true"));
        documents.put("accounts", "other", Map.of("id", "other", "platform", "some-platform"));
        return this;
    }

    private AsciiProject metrics() {
        for (String id : new String[] {"alpha", "beta", "gamma", "delta", "everywhere"}) {
            days(id, 2, 30);
        }
        day("alpha", 1, 400, 20, 1_290);
        day("alpha", 0, 1_000, 25, 1_300);
        day("beta", 1, 1_000, 50, 1_290);
        day("beta", 0, 1_000, 90, 1_300);
        day("gamma", 1, 1_000, 50, 900);
        day("delta", 1, 400, 20, 1_290);
        day("everywhere", 0, 1_000, 25, 1_300);
        days("stale", 5, 30);
        days("old", 40, 59);
        days("few", 1, 6);
        metric("text", 2, Map.of("views", "many", "likes", "5"));
        return this;
    }

    private AsciiProject oddMetrics() {
        documents.put("account_metrics", "m1", Map.of("account_id", "beta", "date", "2026-11-24", "views", "1"));
        documents.put("account_metrics", "m2", Map.of("account_id", "beta", "date", "soon", "views", "1"));
        documents.put("account_metrics", "m3", Map.of("account_id", "beta", "date", "2026-11-20", "views", "1"));
        documents.put("account_metrics", "m4", Map.of("account_id", "nobody", "date", "2026-11-20", "views", "1"));
        return this;
    }

    private AsciiProject contents() {
        for (int age = 8; age < 14; age++) {
            piece("usual-" + age, age, Map.of("topic", "cooking", "views", "1000", "likes", "50"));
        }
        piece("better", 1, Map.of("topic", "cooking", "views", "1000", "likes", "80"));
        piece("worse", 2, Map.of("views", "1000", "likes", "20"));
        return this;
    }

    private AsciiProject oddContents() {
        piece("future", -2, Map.of("views", "1000"));
        piece("uncounted", 3, Map.of("views", "many"));
        documents.put("contents", "undated", Map.of("account_id", "alpha", "published_at", "soon"));
        documents.put("contents", "lost", Map.of("account_id", "nobody", "published_at", "2026-11-20"));
        return this;
    }

    private void account(String id, String platform) {
        documents.put("accounts", id, Map.of("id", id, "platform", platform, "focus", "true"));
    }

    private void days(String account, int from, int to) {
        for (int age = from; age <= to; age++) {
            day(account, age, 1_000, 50, 1_300 - 10 * age);
        }
    }

    private void day(String account, int age, int views, int likes, int followers) {
        metric(account, age, Map.of("followers", followers, "views", views, "likes", likes));
    }

    private void metric(String account, int age, Map<String, ?> numbers) {
        String day = TODAY.minusDays(age).toString();
        Map<String, Object> row = new LinkedHashMap<>(numbers);
        row.put("account_id", account);
        row.put("date", day);
        documents.put("account_metrics", account + "|" + day, row);
    }

    private void piece(String title, int age, Map<String, String> rest) {
        Map<String, Object> row = new LinkedHashMap<>(rest);
        row.put("id", title);
        row.put("title", title);
        row.put("account_id", "alpha");
        row.put("published_at", TODAY.minusDays(age).toString());
        documents.put("contents", title, row);
    }
}
