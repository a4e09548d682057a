package io.storyforge.runtime.server.http;

import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.run.Explanation;
import io.storyforge.runtime.run.Explanation.Blocker;
import io.storyforge.runtime.run.Explanation.Move;
import io.storyforge.runtime.run.Explanation.Party;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.Records;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why a run stands where it stands, as the API shows it. */
public record ExplanationView(
        String runId,
        String runStatus,
        String code,
        String since,
        String until,
        List<PartyView> waitsFor,
        List<String> moves,
        long queuePosition,
        Map<String, Object> blockedBy,
        Map<String, Object> details) {

    /** Whom or what it waits for. */
    public record PartyView(String kind, String id, String name) {}

    /**
     * The view of an explanation.
     *
     * @param blocker the run before it, when the caller may see it
     */
    static ExplanationView of(Records records, Run run, Explanation why, Optional<Blocker> blocker) {
        return new ExplanationView(
                run.id(),
                run.status().key(),
                why.code().key(),
                Times.text(why.since()),
                Times.text(why.until()),
                why.waitsFor().stream()
                        .map(party -> party(records, party, blocker))
                        .toList(),
                why.moves().stream().map(Move::key).toList(),
                why.queuePosition(),
                blocker.map(ExplanationView::json).orElse(Map.of()),
                details(records, why.details()));
    }

    private static PartyView party(Records records, Party party, Optional<Blocker> blocker) {
        String id = party.kind() == Party.Kind.RUN && blocker.isEmpty() ? "" : party.id();
        String name = switch (party.kind()) {
            case USER -> userName(records, id);
            case RUN -> blocker.map(before -> before.run().brief().title()).orElse("");
            case ROLE, TOOL, POLICY, RUNTIME -> id;
        };
        return new PartyView(party.kind().key(), id, name);
    }

    private static Map<String, Object> json(Blocker before) {
        return Map.of(
                "run_id", before.run().key().id(),
                "number", before.run().key().number(),
                "title", before.run().brief().title(),
                "run_status", before.run().status().key(),
                "code", before.code().key());
    }

    private static Map<String, Object> details(Records records, Map<String, Object> details) {
        if (!(details.get("by") instanceof String user)) {
            return details;
        }
        Map<String, Object> named = new java.util.TreeMap<>(details);
        named.put("by_name", userName(records, user));
        return named;
    }

    private static String userName(Records records, String id) {
        return records.identities().find(id).map(User::name).orElse("");
    }
}
