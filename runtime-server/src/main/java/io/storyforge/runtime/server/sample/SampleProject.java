package io.storyforge.runtime.server.sample;

import io.storyforge.runtime.governance.GovernanceChange;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import io.storyforge.runtime.project.Project;
import io.storyforge.runtime.project.StoredDocument;
import io.storyforge.runtime.server.imports.DocumentImport;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The labelled sample project: made-up accounts and contents whose last day is the day the project is made, and a few rules
 * that hold in it, so that there is something to hand over from each page.
 */
public final class SampleProject {
    private static final String NAME = "示例项目·星河";
    private static final String WHY = "示例项目自带的规则";
    private static final Pattern DAY = Pattern.compile("\\{day-(\\d{1,3})}");

    private final RuntimeStore store;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /** The sample for a store. */
    public SampleProject(RuntimeStore store, InstantSource clock, Supplier<String> ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /** Makes the project with its documents when there is no sample project yet. */
    public void ensure() {
        store.write(records -> {
            boolean there = records.projects().all().stream().anyMatch(Project::sample);
            if (!there) {
                create(records);
            }
            return !there;
        });
    }

    private void create(Records records) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Project project = new Project(ids.get(), NAME, true, now);
        records.projects().insert(project);
        for (String collection : List.of("accounts", "account_metrics", "contents")) {
            byte[] csv = dated(collection + ".csv", today);
            put(records, project, collection, DocumentImport.ofCsv(csv, collection, Optional.empty()), now);
        }
        Object strategy = StrictJson.parse(dated("strategy.json", today));
        put(records, project, "strategy", DocumentImport.ofJson(strategy, "strategy", Optional.empty()), now);
        govern(records, project, StrictJson.object(text("policy.json")), now);
    }

    /** Like an administrator's change of the layer, in the audit log as the runtime's own. */
    private void govern(Records records, Project project, Map<String, Object> rules, Instant now) {
        PolicyLayer layer = new PolicyLayer(Scope.PROJECT, project.id(), rules, Optional.empty(), "");
        records.policies().put(layer);
        records.audit()
                .append(new GovernanceChange(
                        ids.get(),
                        GovernanceChange.Origin.runtime(now),
                        "layer.put",
                        layer.name(),
                        WHY,
                        GovernanceChange.details(layer)));
    }

    private static void put(
            Records records, Project project, String collection, DocumentImport documents, Instant now) {
        documents
                .byKey()
                .forEach((key, content) -> records.documents()
                        .put(project.id(), collection, new StoredDocument(key, Content.of(content), now)));
    }

    private static byte[] dated(String file, LocalDate today) {
        return DAY.matcher(text(file))
                .replaceAll((MatchResult found) ->
                        today.minusDays(Long.parseLong(found.group(1))).toString())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String file) {
        try (InputStream in = SampleProject.class.getResourceAsStream("/sample/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the sample file %s is missing".formatted(file));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
