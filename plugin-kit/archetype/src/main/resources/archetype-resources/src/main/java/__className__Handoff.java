package ${package};

import com.google.auto.service.AutoService;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;

@AutoService(HandoffSource.class)
public final class ${className}Handoff implements HandoffSource {
    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("${artifactId}").action("write", "写本周小结").build();
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        String topic = request.field("topic").filter(text -> text.length() <= 60).orElse("本周");
        return HandoffOutcome.drafted(draft -> draft.title("小结：" + topic).step("写下最重要的三件事"));
    }
}
