package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that serves a home, in a process of its own, while others change the home. */
class ServeCommandTest {
  /** How often the host is killed in the middle of swaps. */
  private static final int KILLS = Integer.getInteger("symphony.serve.kills", 2);

  private static final Set<Integer> NOT_REFUSED_YET = Set.of(ExitCode.OK, ExitCode.CANCELLED);

  @TempDir Path directory;
  private Homes homes = new Homes(Path.of("unused"));
  private String fingerprint = "";

  @BeforeEach
  void publishTwoVersions() throws Exception {
    homes = new Homes(directory);
    fingerprint = homes.key();
    homes.publish("1.0.0", "export default () => 'one';");
    homes.publish("2.0.0", "export default () => 'two';");
    install("1.0.0");
  }

  private void install(String version) {
    homes.ok(
        "user",
        "install",
        "acme/tool@" + version,
        "--from",
        homes.at("author"),
        "--trust",
        fingerprint,
        "--downgrade",
        "--yes");
  }

  private Path home() {
    return directory.resolve("user");
  }

  private String called() {
    return homes.ok("user", "call", "acme/tool").json().required("value").textValue();
  }

  private JsonNode live() {
    return homes.ok("user", "list").json().at("/live/serving/0");
  }

  private String active() {
    JsonNode versions = homes.ok("user", "list").json().at("/installed/0/versions");
    List<String> active = new ArrayList<>();
    for (JsonNode version : versions) {
      if (version.required("state").textValue().equals("active")) {
        active.add(version.required("version").textValue());
      }
    }
    assertEquals(1, active.size(), versions::toString);
    return active.getFirst();
  }

  @Test
  void whatIsInstalledUpdatedAndRemoved_isServedReplacedAndEnded() throws Exception {
    try (HostProcess host = HostProcess.start(home())) {
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(home().resolve("serve").resolve("socket")));
      assertEquals("one", called());
      homes.ok("user", "update");
      assertEquals("two", called());
      assertEquals("2.0.0", live().required("version").textValue());
      assertEquals(2, live().required("calls").intValue());
      homes.ok("user", "remove", "acme/tool");
      assertEquals("extension-not-installed", homes.symphony("user", "call", "acme/tool").error());
      assertEquals(0, blobs());
      install("2.0.0");
      assertEquals("two", called());
      homes.ok("user", "trust", "revoke", fingerprint);
      String refused = refusedSoon();
      assertTrue(refused.contains("publisher-key-revoked"), refused);
      assertEquals(143, host.end());
    }
    assertEquals("serve-missing", homes.symphony("user", "call", "acme/tool").error());
  }

  private long blobs() throws Exception {
    try (var files = Files.list(home().resolve("registry").resolve("blobs").resolve("sha256"))) {
      return files.count();
    }
  }

  /** What a call is told in the end; one that is under way when the extension ends is cancelled. */
  private String refusedSoon() throws InterruptedException {
    Homes.Ran ran = homes.symphony("user", "call", "acme/tool");
    for (int attempt = 0; attempt < 200 && NOT_REFUSED_YET.contains(ran.code()); attempt++) {
      TimeUnit.MILLISECONDS.sleep(50);
      ran = homes.symphony("user", "call", "acme/tool");
    }
    return ran.out();
  }

  @Test
  void brokenVersions_areTakenBackByThemselves() throws Exception {
    homes.publish("3.0.0", "export default () => 3; export const health = () => false;");
    try (HostProcess host = HostProcess.start(home())) {
      homes.ok("user", "update");
      assertEquals("one", called());
      awaitActive("1.0.0");
      assertTrue(live().required("problem").textValue().contains("3.0.0 was taken back"));
      homes.publish("4.0.0", "export default () => { throw new Error('late'); };");
      homes.ok("user", "update");
      int failed = 0;
      while (homes.symphony("user", "call", "acme/tool").code() != 0) {
        failed++;
      }
      assertEquals(5, failed);
      assertEquals("one", called());
      awaitActive("1.0.0");
      assertTrue(host.process().isAlive());
    }
    homes.publish("5.0.0", "this is no JavaScript");
    homes.ok("user", "update");
    assertEquals("5.0.0", active());
    try (HostProcess host = HostProcess.start(home())) {
      assertEquals("one", called());
      awaitActive("1.0.0");
      assertTrue(host.process().isAlive());
    }
  }

  private void awaitActive(String version) throws InterruptedException {
    for (int attempt = 0; attempt < 600 && !active().equals(version); attempt++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertEquals(version, active());
  }

  @Test
  void hostsKilledInTheMiddleOfSwaps_leaveOneActiveVersion() throws Exception {
    Random random = new Random(1);
    for (int kill = 0; kill < KILLS; kill++) {
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Void> swaps;
      try (HostProcess host = HostProcess.start(home())) {
        called();
        swaps = CompletableFuture.runAsync(() -> swapUntil(enough));
        TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(700));
        host.kill();
      }
      enough.set(true);
      swaps.join();
      String active = active();
      try (HostProcess host = HostProcess.start(home())) {
        assertEquals(active.equals("1.0.0") ? "one" : "two", called());
        assertEquals(active, active());
        assertTrue(host.process().isAlive());
      }
    }
  }

  /** Goes forth and back; the host may end in the middle of any of it. */
  private void swapUntil(AtomicBoolean enough) {
    for (int swap = 0; !enough.get(); swap++) {
      String version = swap % 2 == 0 ? "2.0.0" : "1.0.0";
      homes.symphony(
          "user",
          "install",
          "acme/tool@" + version,
          "--from",
          homes.at("author"),
          "--downgrade",
          "--yes");
    }
  }
}
