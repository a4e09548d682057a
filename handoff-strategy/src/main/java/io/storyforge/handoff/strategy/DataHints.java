package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.Wording;

/** What a person is told when data is missing: what, and how to bring it. */
final class DataHints {
    static final Wording NO_PROJECT = Wording.of(
            "还没有选择项目。请先在页面上选择一个项目，再交给 OneLiner。",
            "No project is chosen yet. First choose a project on the page, then hand off to OneLiner.");
    static final Wording NO_STRATEGY = Wording.of(
            "项目里没有选题策略。请在项目页导入 strategy（JSON），或调用 POST /v2/projects/{项目 id}/documents/strategy；"
                    + "例如 "
                    + "[{\"platform\":\"douyin\",\"topics\":[{\"topic\":\"情感\",\"weight\":60},{\"topic\":\"职场\",\"weight\":40}]}]。",
            "The project has no topic strategy. Import strategy (JSON) on the project page, or call POST "
                    + "/v2/projects/{project id}/documents/strategy; for example "
                    + "[{\"platform\":\"douyin\",\"topics\":[{\"topic\":\"food\",\"weight\":60},{\"topic\":\"work\",\"weight\":40}]}].");
    static final Wording NO_CONTENTS = Wording.of(
            "项目里没有作品，无法比较各选题的实际表现。请在项目页导入 contents（CSV 或 JSON），或调用 POST /v2/projects/{项目 id}/documents/contents；"
                    + "字段：id,account_id,topic,title,published_at,views,likes,comments,shares。",
            "The project has no pieces, so the results of its topics cannot be compared. Import contents (CSV or "
                    + "JSON) on "
                    + "the project page, or call POST /v2/projects/{project id}/documents/contents; fields: "
                    + "id,account_id,topic,title,published_at,views,likes,comments,shares.");
    static final Wording TOO_MANY_CONTENTS = Wording.of(
            "作品太多，没能在规定时间内读完。请稍后再试；如果一直如此，请先清理 contents 里过早的作品。",
            "There are too many pieces to read in the time allowed. Try again later; if it stays like this, first "
                    + "remove "
                    + "the oldest pieces from contents.");

    private DataHints() {}
}
