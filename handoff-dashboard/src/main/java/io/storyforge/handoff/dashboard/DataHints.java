package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Wording;

/** What a person is told when data is missing: what, and how to bring it. */
final class DataHints {
    static final Wording NO_PROJECT = Wording.of(
            "还没有选择项目。请先在页面上选择一个项目，再交给 OneLiner。",
            "No project is chosen. Choose a project on the page first, then hand it over to OneLiner.");
    static final Wording NO_ACCOUNTS = missing(Wording.of("账号", "accounts"), "accounts", "id,name,platform,focus");
    static final Wording NO_METRICS = missing(
            Wording.of("账号的每日指标", "daily metrics of accounts"),
            "account_metrics",
            "account_id,date,followers,views,likes,comments,shares");
    static final Wording NO_CONTENTS = missing(
            Wording.of("作品", "contents"),
            "contents",
            "id,account_id,topic,title,published_at,views,likes,comments,shares");

    private DataHints() {}

    private static Wording missing(Wording what, String collection, String fields) {
        return Wording.of(
                "项目里没有%s。请在项目页导入 %s（CSV 或 JSON），或调用 POST /v2/projects/{项目 id}/documents/%s；字段：%s。"
                        .formatted(what.in(Language.CHINESE), collection, collection, fields),
                ("The project has no %s. Import %s (CSV or JSON) on the project page,"
                                + " or call POST /v2/projects/{project id}/documents/%s; fields: %s.")
                        .formatted(what.in(Language.ENGLISH), collection, collection, fields));
    }
}
