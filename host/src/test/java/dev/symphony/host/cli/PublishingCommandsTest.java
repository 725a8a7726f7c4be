package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of an extension from its author's home into another one, on the command line. */
class PublishingCommandsTest {
  private static final String LOG = capability("log", "info", "**");

  @TempDir Path directory;

  private Homes homes = new Homes(Path.of("unused"));

  private static String capability(String service, String operation, String resource) {
    return """
    [[capability]]
    service = "%s"
    operations = ["%s"]
    resource = "%s"
    reason = "For the test"
    """
        .formatted(service, operation, resource);
  }

  private String extension(String version, String capabilities) throws IOException {
    String place = homes.extension("tool", version, "export default () => '" + version + "';");
    Files.writeString(Path.of(place, "extension.toml"), capabilities, StandardOpenOption.APPEND);
    return place;
  }

  private String fingerprint = "";

  @BeforeEach
  void makeAKey() {
    homes = new Homes(directory);
    fingerprint = homes.key();
  }

  private Homes.Ran publish(String version, String capabilities) throws IOException {
    return homes.ok("author", "publish", extension(version, capabilities));
  }

  private Homes.Ran install(String... more) {
    return homes.symphony(
        "user",
        Stream.concat(
                Stream.of("install", "acme/tool", "--from", homes.at("author"), "--yes"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private String active() {
    return homes.ok("user", "list").json().at("/installed/0/active").asText();
  }

  @Test
  void theSameDirectory_packsToTheSameFile() throws IOException {
    String source = extension("1.0.0", LOG);
    homes.ok("author", "pack", source, "--output", homes.at("a.symphony"));
    Files.setLastModifiedTime(Path.of(source, "main.mjs"), FileTime.fromMillis(0));
    homes.ok("author", "pack", source, "--output", homes.at("b.symphony"));
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("a.symphony")),
        Files.readAllBytes(directory.resolve("b.symphony")));
    assertEquals(
        "publisher-unknown", homes.symphony("user", "verify", homes.at("a.symphony")).error());
    assertEquals(
        fingerprint,
        homes.ok("author", "verify", homes.at("a.symphony")).json().required("signer").textValue());
    homes.ok("author", "publish", homes.at("a.symphony"));
    homes.ok(
        "user",
        "install",
        "acme/tool",
        "--from",
        homes.at("author"),
        "--trust",
        fingerprint,
        "--yes");
  }

  @Test
  void newPublishers_areShownAndNeverTrustedSilently() throws IOException {
    publish("1.0.0", LOG);
    Homes.Ran silent = homes.symphony("user", "install", "acme/tool", "--from", homes.at("author"));
    assertEquals("publisher-unknown", silent.error());
    assertTrue(silent.err().contains(fingerprint));
    String other = "sha256:" + "0".repeat(64);
    assertEquals("trust-fingerprint", install("--trust", other).error());
    assertEquals(0, install("--trust", fingerprint).code());
    assertEquals("1.0.0", active());
  }

  @Test
  void installing_showsWhatIsAskedForAndNeedsAnAnswer() throws IOException {
    publish("1.0.0", capability("files", "read", "src/**"));
    Homes.Ran unanswered =
        homes.symphony(
            "user", "install", "acme/tool", "--from", homes.at("author"), "--trust", fingerprint);
    assertEquals("consent-needed", unanswered.error());
    assertTrue(unanswered.err().contains("!  look at the files src/**"), unanswered.err());
    assertTrue(unanswered.err().contains("because: For the test"), unanswered.err());
    assertEquals("[]", homes.ok("user", "list").json().required("installed").toString());
  }

  @Test
  void yes_isWithinPolicyOnly() throws IOException {
    publish("1.0.0", capability("http", "request", "http://10.0.0.1/**"));
    assertEquals("consent-policy", install().error());
  }

  @Test
  void narrowerUpdates_applyAndWiderOnesWait() throws IOException {
    publish("1.0.0", capability("files", "read", "**"));
    assertEquals(0, install().code());
    publish("1.1.0", capability("files", "read", "src/**"));
    assertEquals("active", homes.ok("user", "update").json().at("/updated/0/result").asText());
    publish("1.2.0", capability("files", "read", "src/**") + LOG);
    Homes.Ran waiting = homes.ok("user", "update");
    assertEquals("waiting", waiting.json().at("/updated/0/result").asText());
    assertTrue(waiting.err().contains("+ log.info:**"), waiting.err());
    assertEquals("1.1.0", active());
    assertEquals("consent-needed", homes.symphony("user", "run", "acme/tool@1.2.0").error());
    assertEquals(
        "active", homes.ok("user", "update", "--yes").json().at("/updated/0/result").asText());
    assertEquals("1.2.0", active());
    assertTrue(auditLog().contains("\"decision\":\"waits\""));
    assertTrue(auditLog().contains("\"decision\":\"approved\""));
    assertTrue(auditLog().contains("\"who\":\"" + System.getProperty("user.name") + "\""));
  }

  private String auditLog() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory.resolve("user").resolve("audit"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void publishedVersions_neverChange() throws IOException {
    publish("1.0.0", LOG);
    publish("1.0.0", LOG);
    Files.writeString(directory.resolve("tool-1.0.0").resolve("main.mjs"), "export default 2;\n");
    assertEquals(
        "version-published", homes.symphony("author", "publish", homes.at("tool-1.0.0")).error());
  }

  @Test
  void rotatedKeys_areFollowedAndRevokedOnesRefused() throws IOException {
    publish("1.0.0", LOG);
    assertEquals(0, install().code());
    homes.ok("author", "keys", "publisher", "rotate", "acme");
    publish("1.1.0", LOG);
    homes.ok("user", "update");
    assertEquals("1.1.0", active());
    assertEquals(2, homes.ok("user", "trust", "list").json().required("keys").size());
    homes.ok("author", "keys", "publisher", "revoke", "acme", fingerprint, "--reason", "stolen");
    homes.ok("author", "publish", "--renew", "acme/tool");
    homes.ok("user", "update");
    assertEquals(
        "publisher-key-revoked", homes.symphony("user", "verify", "acme/tool@1.0.0").error());
    homes.ok("user", "verify", "acme/tool");
  }

  @Test
  void goingBack_hasToBeAskedFor() throws IOException {
    publish("1.0.0", LOG);
    publish("2.0.0", LOG);
    assertEquals(0, install().code());
    Homes.Ran back =
        homes.symphony("user", "install", "acme/tool@1.0.0", "--from", homes.at("author"), "--yes");
    assertEquals("version-rollback", back.error());
    homes.ok(
        "user", "install", "acme/tool@1.0.0", "--from", homes.at("author"), "--yes", "--downgrade");
    assertEquals("1.0.0", active());
    homes.ok("user", "remove", "acme/tool");
    assertEquals("extension-not-installed", homes.symphony("user", "verify", "acme/tool").error());
  }

  @Test
  void publishersWithoutAKey_areTold() throws IOException {
    assertEquals(
        "publisher-key-missing",
        homes.symphony("user", "publish", extension("1.0.0", LOG)).error());
    assertEquals(
        "publisher-key-exists",
        homes.symphony("author", "keys", "publisher", "new", "acme", "--no-passphrase").error());
    assertEquals("usage-reference", homes.symphony("user", "install", "tool").error());
  }
}
