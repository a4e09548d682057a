package io.storyforge.handoff.dashboard;

/** What a person is told when data is missing: what, and how to bring it. */
final class DataHints {
    static final String NO_PROJECT = "还没有选择项目。请先在页面上选择一个项目，再交给 OneLiner。";
    static final String NO_ACCOUNTS = missing("账号", "accounts", "id,name,platform,focus");
    static final String NO_METRICS =
            missing("账号的每日指标", "account_metrics", "account_id,date,followers,views,likes,comments,shares");
    static final String NO_CONTENTS =
            missing("作品", "contents", "id,account_id,topic,title,published_at,views,likes,comments,shares");

    private DataHints() {}

    private static String missing(String what, String collection, String fields) {
        return "项目里没有%s。请在项目页导入 %s（CSV 或 JSON），或调用 POST /v2/projects/{项目 id}/documents/%s；字段：%s。"
                .formatted(what, collection, collection, fields);
    }
}
