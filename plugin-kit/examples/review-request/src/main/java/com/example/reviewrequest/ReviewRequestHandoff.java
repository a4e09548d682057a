package com.example.reviewrequest;

import com.google.auto.service.AutoService;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.util.List;
import java.util.Map;

/** Prepares a signed link under which somebody outside can read a piece: settings, one of them secret. */
@AutoService(HandoffSource.class)
public final class ReviewRequestHandoff implements HandoffSource {
    static final String BASE_URL = "base-url";
    static final String LINK_KEY = "link-key";
    static final String DAYS = "days";

    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("review-request")
                .action("prepare", "准备审阅链接")
                .setting(BASE_URL, true, false)
                .setting(LINK_KEY, true, true)
                .setting(DAYS, false, false)
                .build();
    }

    @Override
    public List<AgentTool> tools() {
        return List.of(new SignedLinkTool());
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        String piece = request.field("piece").orElse("");
        if (!piece.matches("[a-z0-9-]{1,60}")) {
            return HandoffOutcome.declined("请先选择一篇内容");
        }
        int days = context.settings().number(DAYS).orElse(7);
        return HandoffOutcome.drafted(draft -> draft.title("准备审阅链接 · " + piece)
                .summary("链接 %d 天内有效。".formatted(days))
                .intentKey("request_review")
                .step("生成签名链接", SignedLinkTool.KEY, Map.of("piece", piece, "days", days))
                .step("把链接发给审阅人"));
    }
}
