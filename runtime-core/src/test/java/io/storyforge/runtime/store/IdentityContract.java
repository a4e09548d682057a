package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Secret;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Users and secrets. */
interface IdentityContract extends StoreFixture {
    @Test
    default void returnsUserWithEveryField() {
        try (Scene scene = Scene.of(open())) {
            User user = user(scene, "u-1", "安 Ann", Role.ADMIN, Standing.PENDING);

            assertThat(scene.find(records -> records.identities().find("u-1"))).contains(user);
            assertThat(scene.find(records -> records.identities().named("安 Ann")))
                    .contains(user);
            assertThat(scene.find(records -> records.identities().find("u-2"))).isEmpty();
            assertThat(scene.find(records -> records.identities().named("u-1"))).isEmpty();
        }
    }

    @Test
    default void returnsEveryUserByName() {
        try (Scene scene = Scene.of(open())) {
            User zoe = user(scene, "u-1", "zoe", Role.MEMBER, Standing.APPROVED);
            User ann = user(scene, "u-2", "ann", Role.MEMBER, Standing.APPROVED);

            assertThat(scene.list(records -> records.identities().all())).containsExactly(ann, zoe);
        }
    }

    @Test
    default void changesStandingOfOneUser() {
        try (Scene scene = Scene.of(open())) {
            user(scene, "u-1", "ann", Role.MEMBER, Standing.PENDING);
            user(scene, "u-2", "bob", Role.MEMBER, Standing.PENDING);
            for (Standing standing : List.of(Standing.APPROVED, Standing.DISABLED)) {
                scene.write(records -> records.identities().changeStanding("u-1", standing));

                assertThat(scene.list(records -> records.identities().all()))
                        .extracting(User::standing)
                        .containsExactly(standing, Standing.PENDING);
            }
        }
    }

    @Test
    default void forgetsSecretsThatEndedBeforeATimeAndNoOthers() {
        try (Scene scene = Scene.of(open())) {
            user(scene, "u-1", "ann", Role.MEMBER, Standing.APPROVED);
            secret(scene, "early", Secret.Kind.SESSION, Optional.of(Scene.later(1)));
            secret(scene, "earlier", Secret.Kind.LOGIN_CODE, Optional.of(Scene.later(0)));
            secret(scene, "border", Secret.Kind.SESSION, Optional.of(Scene.later(5)));
            secret(scene, "lasting", Secret.Kind.TOKEN, Optional.empty());

            assertThat(scene.store()
                            .<Integer>write(records -> records.identities().forgetExpired(Scene.later(5), 1)))
                    .isEqualTo(1);
            assertThat(scene.store()
                            .<Integer>write(records -> records.identities().forgetExpired(Scene.later(5), 10)))
                    .isEqualTo(1);

            for (String gone : List.of("early", "earlier")) {
                assertThat(scene.find(records -> records.identities().secret(gone)))
                        .isEmpty();
            }
            for (String kept : List.of("border", "lasting")) {
                assertThat(scene.find(records -> records.identities().secret(kept)))
                        .isPresent();
            }
        }
    }

    @Test
    default void returnsSecretWithEveryField() {
        try (Scene scene = Scene.of(open())) {
            user(scene, "u-1", "ann", Role.MEMBER, Standing.APPROVED);
            for (Secret.Kind kind : Secret.Kind.values()) {
                Secret lasting = secret(scene, "lasting-" + kind, kind, Optional.empty());
                Secret ending = secret(scene, "ending-" + kind, kind, Optional.of(Scene.later(9)));

                assertThat(found(scene, lasting.hash())).contains(lasting);
                assertThat(found(scene, ending.hash())).contains(ending);
            }
            assertThat(found(scene, "unknown")).isEmpty();
        }
    }

    @Test
    default void removesLoginCodeOnlyOnce() {
        try (Scene scene = Scene.of(open())) {
            user(scene, "u-1", "ann", Role.MEMBER, Standing.APPROVED);
            secret(scene, "code", Secret.Kind.LOGIN_CODE, Optional.of(Scene.later(9)));
            secret(scene, "other", Secret.Kind.TOKEN, Optional.empty());

            assertThat(remove(scene, "code")).isTrue();
            assertThat(remove(scene, "code")).isFalse();
            assertThat(found(scene, "code")).isEmpty();
            assertThat(found(scene, "other")).isPresent();
        }
    }

    @Test
    default void removesLoginCodeForOneOfManyWhoUseItAtOnce() {
        try (Scene scene = Scene.of(open())) {
            user(scene, "u-1", "ann", Role.MEMBER, Standing.APPROVED);
            secret(scene, "code", Secret.Kind.LOGIN_CODE, Optional.empty());

            List<Boolean> removed = Crowd.each(8, number -> remove(scene, "code"));

            assertThat(removed).filteredOn(won -> won).hasSize(1);
        }
    }

    private static User user(Scene scene, String id, String name, Role role, Standing standing) {
        User user = new User(id, name, role, standing, Scene.NOW);
        scene.write(records -> records.identities().insert(user));
        return user;
    }

    private static Secret secret(Scene scene, String hash, Secret.Kind kind, Optional<Instant> expires) {
        Secret secret = new Secret(hash, kind, "u-1", "rc_abcde", Scene.NOW, expires);
        scene.write(records -> records.identities().insert(secret));
        return secret;
    }

    private static Optional<Secret> found(Scene scene, String hash) {
        return scene.read(records -> records.identities().secret(hash));
    }

    private static boolean remove(Scene scene, String hash) {
        return scene.store().<Boolean>write(records -> records.identities().remove(hash));
    }
}
