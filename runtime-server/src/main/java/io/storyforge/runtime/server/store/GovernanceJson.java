package io.storyforge.runtime.server.store;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** The column {@code governance_snapshot_json}, in the shape of the API. */
final class GovernanceJson {
    private GovernanceJson() {}

    static String text(GovernanceSnapshot snapshot) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("project_id", snapshot.projectId());
        json.put("platform", snapshot.platform());
        json.put("effective_policy", snapshot.effectivePolicy());
        json.put("layers", snapshot.layers());
        json.put("active_admin_override_notice", snapshot.activeAdminOverrideNotice());
        return JsonText.object(json);
    }

    static GovernanceSnapshot snapshot(String text) {
        JsonFields json = new JsonFields(StrictJson.object(text));
        return new GovernanceSnapshot(
                json.text("project_id"),
                json.text("platform"),
                json.object("effective_policy"),
                json.objects("layers").stream().map(JsonFields::values).toList(),
                json.object("active_admin_override_notice"));
    }
}
