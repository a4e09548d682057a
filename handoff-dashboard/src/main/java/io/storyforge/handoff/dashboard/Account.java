package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Platforms;

/** An account of the project; {@code platform} is a key, empty when the data does not say. */
record Account(String id, String name, String platform, boolean focus) {

    static Account of(Document document) {
        Content content = document.content();
        String id = content.text("id").orElse(document.key());
        return new Account(
                id,
                Texts.shorten(content.text("name").orElse(id), 60),
                content.text("platform").map(Platforms::key).orElse(""),
                content.flag("focus"));
    }

    /** An account of unknown platform counts for every platform, so that it is not lost. */
    boolean on(String wanted) {
        return wanted.isEmpty() || platform.isEmpty() || platform.equals(wanted);
    }

    boolean named(String idOrName) {
        return id.equals(idOrName) || name.equals(idOrName);
    }
}
