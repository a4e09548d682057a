package com.example.reviewrequest;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class SignedLinkTool implements AgentTool {
    static final String KEY = "review-request.signed-link";

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "签名链接", Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) throws GeneralSecurityException {
        Optional<String> piece = call.arguments().text("piece");
        Optional<String> base = call.settings().text(ReviewRequestHandoff.BASE_URL);
        Optional<String> key = call.settings().text(ReviewRequestHandoff.LINK_KEY);
        if (piece.isEmpty() || base.isEmpty() || key.isEmpty()) {
            return ToolOutcome.failed("缺少内容或链接设置，请联系管理员。");
        }
        long days = (long) call.arguments().number("days").orElse(7);
        long until = call.clock().instant().plus(Duration.ofDays(days)).getEpochSecond();
        String link = "%s/%s?until=%d".formatted(base.get(), piece.get(), until);
        String signed = link + "&sig=" + signature(key.get(), link);
        return ToolOutcome.done(result -> result.summary("审阅链接：" + signed).output(Map.of("link", signed)));
    }

    private static String signature(String key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
