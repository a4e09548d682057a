package com.example.reviewrequest;

import io.storyforge.plugin.testkit.PluginJarContract;
import java.util.Map;

final class ReviewRequestJarIT implements PluginJarContract {
    @Override
    public Map<String, String> settings() {
        return ReviewRequestHandoffTest.SETTINGS;
    }
}
