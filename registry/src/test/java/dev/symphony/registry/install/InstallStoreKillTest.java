package dev.symphony.registry.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it swaps versions leaves a record with one active version. */
class InstallStoreKillTest {
  @TempDir Path directory;

  static InstalledExtension record(int step) {
    Version version = new Version("1.0." + step);
    Digest digest = Digest.of(Bytes.utf8(version.text()));
    return new InstalledExtension(
        Author.NAME,
        "operator",
        version,
        Map.of(
            version,
            new InstalledVersion(
                version, digest, digest, Instant.EPOCH, "test", List.of("x".repeat(step % 5_000)))),
        Map.of(version, digest),
        step,
        "nowhere");
  }

  /** Swaps for ever, and says after each swap which one it was. */
  public static void main(String[] arguments) throws Refused {
    InstallStore store = InstallStore.at(Path.of(arguments[0]));
    for (int step = 1; step > 0; step++) {
      store.save(record(step));
      System.out.println(step);
      System.out.flush();
    }
  }

  @Test
  void killedSwaps_leaveOneActiveVersion() throws IOException, InterruptedException, Refused {
    InstallStore store = InstallStore.at(directory);
    for (int round = 0; round < 4; round++) {
      int said = KilledProgram.run(InstallStoreKillTest.class, directory, 20 + 7 * round);
      InstalledExtension found = store.find(Author.NAME).orElseThrow();
      int step = (int) found.sequence();
      assertTrue(step == said || step == said + 1, "said " + said + ", found " + step);
      assertEquals(record(step), found);
      assertEquals(List.of(found), store.list());
    }
  }
}
