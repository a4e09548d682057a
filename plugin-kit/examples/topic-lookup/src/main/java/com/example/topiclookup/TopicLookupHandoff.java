package com.example.topiclookup;

import com.google.auto.service.AutoService;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.StartContext;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Looks a topic up in a service that answers CSV, read with a library version of its own. */
@AutoService(HandoffSource.class)
public final class TopicLookupHandoff implements HandoffSource {
    static final String SERVICE_URL = "service-url";

    private final SearchTool search = new SearchTool();

    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("topic-lookup")
                .action("look-up", "查找选题热度")
                .setting(SERVICE_URL, true, false)
                .build();
    }

    @Override
    public List<AgentTool> tools() {
        return List.of(search);
    }

    // The client has threads: it is made here rather than in the constructor, and ended in stop().
    @Override
    public void start(StartContext context) {
        search.use(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build());
    }

    @Override
    public void stop() {
        search.end();
    }

    // The service is asked by the tool, not here: a person waits for the draft, and two seconds are short.
    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        String topic = request.field("topic").orElse("");
        if (topic.isEmpty() || topic.length() > 60) {
            return HandoffOutcome.declined("请填写 1 到 60 个字的选题");
        }
        return HandoffOutcome.drafted(draft -> draft.title("查找选题热度 · " + topic)
                .intentKey("look_up_topic")
                .step("查询选题服务", SearchTool.KEY, Map.of("topic", topic)));
    }
}
