package io.storyforge.handoff.strategy;

/** What a person is told when data is missing: what, and how to bring it. */
final class DataHints {
    static final String NO_PROJECT = "还没有选择项目。请先在页面上选择一个项目，再交给 OneLiner。";
    static final String NO_STRATEGY =
            "项目里没有选题策略。请在项目页导入 strategy（JSON），或调用 POST /v2/projects/{项目 id}/documents/strategy；"
                    + "例如 [{\"platform\":\"douyin\",\"topics\":[{\"topic\":\"情感\",\"weight\":60},{\"topic\":\"职场\",\"weight\":40}]}]。";
    static final String NO_CONTENTS =
            "项目里没有作品，无法比较各选题的实际表现。请在项目页导入 contents（CSV 或 JSON），或调用 POST /v2/projects/{项目 id}/documents/contents；"
                    + "字段：id,account_id,topic,title,published_at,views,likes,comments,shares。";

    private DataHints() {}
}
