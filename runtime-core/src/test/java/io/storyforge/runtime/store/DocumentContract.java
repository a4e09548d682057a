package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.project.CollectionSize;
import io.storyforge.runtime.project.Project;
import io.storyforge.runtime.project.StoredDocument;
import io.storyforge.runtime.spi.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Documents in collections. */
interface DocumentContract extends StoreFixture {
    @Test
    default void returnsDocumentWithItsContent() {
        try (Scene scene = scene()) {
            Map<String, Object> content =
                    Map.of("name", "时尚小铺", "fans", 120_000, "list", List.of(1, "b", Map.of("c", true)));
            assertThat(put(scene, "accounts", "a-1", content)).isTrue();

            StoredDocument found = find(scene, "accounts", "a-1").orElseThrow();

            assertThat(found.key()).isEqualTo("a-1");
            assertThat(Sameness.json(found.content().asMap())).isEqualTo(Sameness.json(content));
            assertThat(found.updatedAt()).isEqualTo(Scene.NOW);
        }
    }

    @Test
    default void replacesDocumentWithTheSameKey() {
        try (Scene scene = scene()) {
            put(scene, "accounts", "a-1", Map.of("old", 1));
            StoredDocument newer = new StoredDocument("a-1", Content.of(Map.of("new", "x")), Scene.later(5));

            boolean added =
                    scene.store().<Boolean>write(records -> records.documents().put("shop", "accounts", newer));

            assertThat(added).isFalse();
            assertThat(find(scene, "accounts", "a-1")).contains(newer);
            assertThat(count(scene, "accounts")).isEqualTo(1);
        }
    }

    @Test
    default void keepsProjectsAndCollectionsApart() {
        try (Scene scene = scene()) {
            put(scene, "accounts", "a-1", Map.of());

            assertThat(find(scene, "other", "a-1")).isEmpty();
            assertThat(scene.find(records -> records.documents().find("elsewhere", "accounts", "a-1")))
                    .isEmpty();
            assertThat(scene.list(records -> records.documents().collections("elsewhere")))
                    .isEmpty();
            assertThat(put(scene, "other", "a-1", Map.of())).isTrue();
        }
    }

    @Test
    default void pagesThroughDocumentsInKeyOrder() {
        try (Scene scene = scene()) {
            for (int i : new int[] {5, 3, 1, 4, 2, 7, 6}) {
                put(scene, "accounts", "k" + i, Map.of("n", i));
            }
            put(scene, "other", "k0", Map.of());

            assertThat(keys(scene, "", 3)).containsExactly("k1", "k2", "k3");
            assertThat(keys(scene, "k3", 3)).containsExactly("k4", "k5", "k6");
            assertThat(keys(scene, "k35", 10)).containsExactly("k4", "k5", "k6", "k7");
            assertThat(keys(scene, "k7", 3)).isEmpty();
        }
    }

    @Test
    default void takesKeysWithAnyCharacters() {
        try (Scene scene = scene()) {
            List<String> odd = List.of(
                    " ",
                    "%",
                    "'; DROP TABLE documents; --",
                    "A",
                    "_",
                    "a",
                    "a b",
                    "a/b",
                    "a\nb",
                    "a%",
                    "ä",
                    "账号",
                    "😀");
            for (String key : odd) {
                assertThat(put(scene, "账号/数据 %", key, Map.of("key", key))).isTrue();
            }

            for (String key : odd) {
                assertThat(find(scene, "账号/数据 %", key)
                                .map(found -> found.content().text("key").orElse("")))
                        .contains(key.strip());
            }
            List<String> seen = new ArrayList<>();
            for (List<String> page = page(scene, ""); !page.isEmpty(); page = page(scene, seen.getLast())) {
                seen.addAll(page);
            }
            assertThat(seen).isEqualTo(odd.stream().sorted().toList());
        }
    }

    @Test
    default void tellsUpperFromLowerCaseInKeys() {
        try (Scene scene = scene()) {
            assertThat(put(scene, "accounts", "Key", Map.of())).isTrue();
            assertThat(put(scene, "accounts", "key", Map.of())).isTrue();

            assertThat(count(scene, "accounts")).isEqualTo(2);
        }
    }

    @Test
    default void countsDocumentsAndNamesCollections() {
        try (Scene scene = scene()) {
            put(scene, "metrics", "m-1", Map.of());
            put(scene, "accounts", "a-1", Map.of());
            put(scene, "accounts", "a-2", Map.of());

            assertThat(count(scene, "accounts")).isEqualTo(2);
            assertThat(count(scene, "nothing")).isZero();
            assertThat(scene.list(records -> records.documents().collections("shop")))
                    .containsExactly(new CollectionSize("accounts", 2), new CollectionSize("metrics", 1));
        }
    }

    private Scene scene() {
        Scene scene = Scene.of(open());
        scene.write(records -> records.projects().insert(new Project("shop", "Shop", false, Scene.NOW)));
        return scene;
    }

    private static boolean put(Scene scene, String collection, String key, Map<String, ?> content) {
        StoredDocument document = new StoredDocument(key, Content.of(content), Scene.NOW);
        return scene.store().<Boolean>write(records -> records.documents().put("shop", collection, document));
    }

    private static Optional<StoredDocument> find(Scene scene, String collection, String key) {
        return scene.read(records -> records.documents().find("shop", collection, key));
    }

    private static long count(Scene scene, String collection) {
        return scene.<Long>read(records -> records.documents().count("shop", collection));
    }

    private static List<String> keys(Scene scene, String after, int limit) {
        return scene.read(records -> records.documents().page("shop", "accounts", after, limit)).stream()
                .map(StoredDocument::key)
                .toList();
    }

    private static List<String> page(Scene scene, String after) {
        return scene.read(records -> records.documents().page("shop", "账号/数据 %", after, 4)).stream()
                .map(StoredDocument::key)
                .toList();
    }
}
