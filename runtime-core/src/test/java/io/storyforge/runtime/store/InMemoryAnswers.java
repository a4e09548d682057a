package io.storyforge.runtime.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

record InMemoryAnswers(Table<String, Kept> table) implements AnswerRecords {
    @Override
    public Optional<Answer> find(AnswerKey key) {
        return table.find(place(key)).map(Kept::answer);
    }

    @Override
    public void keep(AnswerKey key, Answer answer, Instant now) {
        table.put(place(key), new Kept(key, answer, now));
    }

    @Override
    public int forget(Instant before, int limit) {
        List<Kept> old = table.all().stream()
                .filter(kept -> kept.at().isBefore(before))
                .limit(limit)
                .toList();
        old.forEach(kept -> table.remove(place(kept.key())));
        return old.size();
    }

    private static String place(AnswerKey key) {
        return String.join("\u0000", key.userId(), key.route(), key.key());
    }

    record Kept(AnswerKey key, Answer answer, Instant at) {}
}
