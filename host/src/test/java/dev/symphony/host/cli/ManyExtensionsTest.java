package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many extensions at once. */
class ManyExtensionsTest {
  /** How many; the benchmark installs 200. */
  private static final int MANY = Integer.getInteger("symphony.install.many", 25);

  @TempDir Path directory;

  @Test
  void manyExtensions_areInstalledWithOneCommand() throws Exception {
    Homes homes = new Homes(directory);
    String fingerprint = homes.key();
    for (int i = 0; i < MANY; i++) {
      homes.ok(
          "author", "publish", homes.extension("tool-" + i, "1.0.0", "export default () => 1;"));
    }
    long begin = System.nanoTime();
    homes.ok(
        "user", "install", "--all", "--from", homes.at("author"), "--trust", fingerprint, "--yes");
    long installed = System.nanoTime();
    JsonNode list = homes.ok("user", "list").json().required("installed");
    System.out.printf(
        "%d extensions: installed in %d ms, listed in %d ms%n",
        MANY, (installed - begin) / 1_000_000, (System.nanoTime() - installed) / 1_000_000);
    assertEquals(MANY, list.size());
    for (int i = 0; i < MANY; i += 7) {
      homes.ok("user", "verify", "acme/tool-" + i);
    }
    List<String> removed = new ArrayList<>(List.of("remove"));
    list.forEach(record -> removed.add(record.required("extension").textValue()));
    homes.ok("user", removed.toArray(String[]::new));
    assertEquals(0, homes.ok("user", "list").json().required("installed").size());
    assertTrue(homes.symphony("user", "install").error().equals("usage-reference"));
  }

  @Test
  void packedFiles_areInstalledWithoutAPlace() throws Exception {
    Homes homes = new Homes(directory);
    String fingerprint = homes.key();
    String file = homes.at("tool.symphony");
    homes.ok(
        "author",
        "pack",
        homes.extension("tool", "1.0.0", "export default () => 1;"),
        "--output",
        file);
    assertEquals("publisher-unknown", homes.symphony("user", "install", file).error());
    assertEquals(
        "trust-fingerprint",
        homes.symphony("user", "install", file, "--trust", "sha256:" + "0".repeat(64)).error());
    homes.ok("user", "install", file, "--trust", fingerprint, "--yes");
    homes.ok("user", "verify", "acme/tool");
    homes.ok(
        "author",
        "pack",
        homes.extension("tool", "1.0.0", "export default () => 2;"),
        "--output",
        file);
    assertEquals("tag-moved", homes.symphony("user", "install", file, "--yes").error());
    homes.ok(
        "author",
        "pack",
        homes.extension("tool", "0.9.0", "export default () => 2;"),
        "--output",
        file);
    assertEquals("version-rollback", homes.symphony("user", "install", file, "--yes").error());
    homes.ok("user", "install", file, "--yes", "--downgrade");
    assertEquals("0.9.0", homes.ok("user", "list").json().at("/installed/0/active").textValue());
  }
}
