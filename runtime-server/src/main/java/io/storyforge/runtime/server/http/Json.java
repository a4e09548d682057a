package io.storyforge.runtime.server.http;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.json.bind.config.PropertyOrderStrategy;

/** The views of the API as JSON: snake_case, members by name. */
final class Json {
    private static final Jsonb BINDING = JsonbBuilder.create(new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withPropertyOrderStrategy(PropertyOrderStrategy.LEXICOGRAPHICAL)
            .withSerializers(new ViewSerializer()));

    private Json() {}

    static String write(Object view) {
        return BINDING.toJson(new ViewSerializer.Root(view));
    }
}
