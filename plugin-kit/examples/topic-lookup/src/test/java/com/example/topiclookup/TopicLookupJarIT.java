package com.example.topiclookup;

import io.storyforge.plugin.testkit.PluginJarContract;
import java.util.Map;

final class TopicLookupJarIT implements PluginJarContract {
    @Override
    public Map<String, String> settings() {
        return Map.of("service-url", "http://127.0.0.1:9/topics");
    }
}
