package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storyforge.runtime.server.cli.JavaProcess;
import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.LiveServer;
import io.storyforge.runtime.server.http.LiveServer.Person;
import io.storyforge.runtime.server.http.Runs;
import io.storyforge.runtime.server.store.StoreTrouble;
import io.storyforge.runtime.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, fail, are slow, or hold something else than was written. */
class DiskFaultIT {
    private static final int WRITES = 24;

    @Test
    void fullDiskRefusesWritesLetsReadsGoOnAndWorksAgainWhenThereIsSpace(@TempDir Path data) throws IOException {
        try (SmallDisk disk = SmallDisk.mount(data, 24);
                LiveServer server = new LiveServer()) {
            server.start(data);
            Person member = server.member();
            List<String> ids =
                    new ArrayList<>(List.of(member.runs().create("", "x").id()));
            disk.fill();

            Answer refused = createUntilRefused(member, ids);
            assertThat(refused.text("detail")).startsWith("the disk is full");
            for (String id : ids) {
                assertThat(member.runs().get(id).id()).isEqualTo(id);
            }

            disk.empty();
            ids.add(member.runs().create("", "again").id());
            assertThat(member.runs().ids()).containsExactlyInAnyOrderElementsOf(ids);
            server.restart(data);
            Person same =
                    new Person(member.user(), member.token(), server.anonymous().token(member.token()));
            assertThat(same.runs().ids()).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void readOnlyDiskStopsTheStartWithASentence(@TempDir Path data, @TempDir Path logs) {
        var _ = Crew.tokens(data, 1);
        Assumptions.assumeTrue(
                SmallDisk.run("mount", "--bind", data.toString(), data.toString()), "SKIPPED: needs root to mount");
        try {
            assertThat(SmallDisk.run("mount", "-o", "remount,bind,ro", data.toString()))
                    .isTrue();
            JavaProcess.Ended ended = JavaProcess.run(logs, "serve", "--port", "0", "--data", data.toString());

            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.err()).contains("cannot be written").doesNotContain("Exception");
        } finally {
            assertThat(SmallDisk.run("umount", data.toString())).isTrue();
        }
    }

    @Test
    void failingFlushIsToldAsUnknownAndNothingAcknowledgedIsLost(@TempDir Path data, @TempDir Path logs) {
        List<String> acknowledged = new ArrayList<>();
        Crew.Member member = Crew.members(data, 1).getFirst();
        int unknown = 0;
        try (JavaProcess server = JavaProcess.serveUnder(strace("error=EIO:when=3+5"), logs, data)) {
            Runs runs = new Runs(member.api().at(server.port()));
            for (int i = 0; i < WRITES; i++) {
                Answer answer = runs.api().key("k-" + i).post(Runs.PATH, Runs.request("", "x"));
                if (answer.status() == 200) {
                    acknowledged.add(answer.id());
                } else {
                    assertThat(answer.refused(503, "unavailable").text("detail"))
                            .startsWith("the disk reports an error");
                    unknown++;
                }
                acknowledged.forEach(id -> assertThat(runs.get(id).id()).isEqualTo(id));
            }
        }
        assertThat(unknown).as("flushes that failed").isPositive();
        assertThat(acknowledged).hasSizeGreaterThan(WRITES / 4);
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            Runs runs = new Runs(member.api().at(server.port()));
            acknowledged.forEach(id -> assertThat(runs.get(id).id()).isEqualTo(id));
        }
    }

    @Test
    void slowDiskDelaysWritesAndNotReads(@TempDir Path data, @TempDir Path logs) {
        Crew.Member member = Crew.members(data, 1).getFirst();
        try (JavaProcess server = JavaProcess.serveUnder(strace("delay_enter=700000"), logs, data)) {
            ApiClient api = member.api().at(server.port());
            api.get(Runs.PATH).expect(200);
            CompletableFuture<Answer> write = CompletableFuture.supplyAsync(
                    () -> api.post(Runs.PATH, Runs.request("", "x")), Thread::startVirtualThread);

            api.get(Runs.PATH).expect(200);

            assertThat(write).isNotDone();
            assertThat(new Runs(api).get(write.join().expect(200).id()).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void damagedPagesAreToldAndNotMadeUpFor(@TempDir Path data) throws IOException {
        try (LiveServer server = new LiveServer()) {
            server.start(data);
            Person member = server.member();
            for (int i = 0; i < 20; i++) {
                member.runs().create("", "x");
            }
        }
        damage(data.resolve("storyforge.db"));

        try (LiveServer server = new LiveServer()) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> server.start(data))
                    .satisfies(
                            refusal -> assertThat(StoreTrouble.reason(refusal)).contains("damaged"));
        }
    }

    private static Answer createUntilRefused(Person member, List<String> ids) {
        for (int i = 0; i < 2_000; i++) {
            Answer answer = member.api().post(Runs.PATH, Runs.request("", "x"));
            if (answer.status() != 200) {
                return answer.refused(503, "unavailable");
            }
            ids.add(answer.id());
        }
        throw new AssertionError("the disk does not get full");
    }

    // Counted for each thread: the writer's are the only ones that matter here.
    private static List<String> strace(String fault) {
        Assumptions.assumeTrue(SmallDisk.run("strace", "-f", "-o", "/dev/null", "true"), "SKIPPED: needs strace");
        return List.of(
                "strace",
                "-f",
                "-qq",
                "--seccomp-bpf",
                "-o",
                "/dev/null",
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "inject=fsync,fdatasync:" + fault);
    }

    private static void damage(Path file) throws IOException {
        long size = Files.size(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rubbish = ByteBuffer.allocate(4_096);
            while (rubbish.hasRemaining()) {
                rubbish.put((byte) 0xA5);
            }
            // All but the first page, which holds the list of tables.
            for (long at = 4_096; at < size; at += 4_096) {
                channel.write(rubbish.rewind(), at);
            }
        }
    }
}
