package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The project's accounts by id, in the order of their keys. */
final class Accounts {
    static final String COLLECTION = "accounts";
    private static final Wording SECOND_ACCOUNT =
            Wording.of("账号 id 重复，只用第一个", "Account id given more than once; only the first is used");
    private static final Wording NO_PLATFORM =
            Wording.of("账号没有写明平台，按适用于所有平台处理", "Account without a platform; counted on all platforms");

    private final Map<String, Account> byId;

    private Accounts(Map<String, Account> byId) {
        this.byId = byId;
    }

    /** As {@link #read(Documents, Runnable, DataProblems)}, telling the call how far it is. */
    static Accounts read(ToolCall call, DataProblems problems) {
        Documents documents = call.documents();
        return read(documents, new RowProgress(call, RowProgress.ACCOUNTS, documents.count(COLLECTION)), problems);
    }

    /** Streams the collection once; of two accounts with one id the first counts. */
    static Accounts read(Documents documents, Runnable onRow, DataProblems problems) {
        Map<String, Account> byId = new LinkedHashMap<>();
        documents.stream(COLLECTION).forEach(document -> {
            onRow.run();
            Account account = Account.of(document);
            if (byId.putIfAbsent(account.id(), account) != null) {
                problems.note(SECOND_ACCOUNT, account.id());
            } else if (account.platform().isEmpty()) {
                problems.note(NO_PLATFORM, account.id());
            }
        });
        return new Accounts(byId);
    }

    Optional<Account> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    int size() {
        return byId.size();
    }

    List<Account> on(String platform) {
        return byId.values().stream().filter(account -> account.on(platform)).toList();
    }

    /**
     * The accounts to check: those called {@code name} when it is given, else the key accounts of the platform, else,
     * when none is marked, all of the platform.
     */
    List<Account> toCheck(String platform, String name) {
        if (!name.isEmpty()) {
            return byId.values().stream().filter(account -> account.named(name)).toList();
        }
        List<Account> onPlatform = on(platform);
        List<Account> focus = onPlatform.stream().filter(Account::focus).toList();
        return focus.isEmpty() ? onPlatform : focus;
    }

    /** Why {@link #toCheck} is empty, in words for people. */
    String whyNone(String platform, String name, Language language) {
        if (byId.isEmpty()) {
            return DataHints.NO_ACCOUNTS.in(language);
        }
        if (!name.isEmpty()) {
            return language.say(
                            "项目里没有账号“%s”。请填写 accounts 集合里的账号 id 或名称，例如：%s。",
                            "The project has no account “%s”. Give the id or name of an account in accounts, such as: %s.")
                    .formatted(Texts.shorten(name, 60), examples(language));
        }
        return language.say(
                        "项目里没有%s账号。有账号的平台：%s。请切换平台，或导入该平台的 accounts。",
                        "The project has no account on %s. Platforms with accounts: %s."
                                + " Choose another platform, or import its accounts.")
                .formatted(Platforms.label(platform, language), platforms(language));
    }

    private String examples(Language language) {
        return byId.values().stream().limit(3).map(Account::name).collect(Collectors.joining(language.say("、", ", ")));
    }

    private String platforms(Language language) {
        List<String> labels = new ArrayList<>();
        new TreeSet<>(byId.values().stream().map(Account::platform).toList())
                .stream().limit(5).map(key -> Platforms.label(key, language)).forEach(labels::add);
        return String.join(language.say("、", ", "), labels);
    }
}
