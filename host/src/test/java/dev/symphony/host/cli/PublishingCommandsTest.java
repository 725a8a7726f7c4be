package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of an extension from its author's home into another one, on the command line. */
class PublishingCommandsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String LOG = capability("log", "info", "**");

  @TempDir Path directory;

  private record Ran(int code, String out, String err) {
    JsonNode json() {
      try {
        return MAPPER.readTree(out);
      } catch (IOException e) {
        throw new IllegalStateException(out + err, e);
      }
    }

    String error() {
      return json().path("error").path("code").asText(out + err);
    }
  }

  private Ran symphony(String home, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--json", "--home", at(home)))
            .toArray(String[]::new);
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), Map.of(), all);
    return new Ran(code, out.toString(), err.toString());
  }

  private Ran ok(String home, String... arguments) {
    Ran ran = symphony(home, arguments);
    assertEquals(0, ran.code(), ran::toString);
    return ran;
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

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
    Path place = Files.createDirectories(directory.resolve("ext-" + version));
    Files.writeString(
        place.resolve("extension.toml"),
        """
        [extension]
        name = "tool"
        version = "%s"
        publisher = "acme"
        kind = "operator"
        [code]
        language = "js"
        entry = "main.mjs"
        """
                .formatted(version)
            + capabilities);
    Files.writeString(place.resolve("main.mjs"), "export default () => '" + version + "';\n");
    return place.toString();
  }

  private String fingerprint = "";

  @BeforeEach
  void makeAKey() {
    JsonNode key = ok("author", "keys", "publisher", "new", "acme", "--no-passphrase").json();
    fingerprint = key.required("fingerprint").textValue();
  }

  private Ran publish(String version, String capabilities) throws IOException {
    return ok("author", "publish", extension(version, capabilities));
  }

  private Ran install(String... more) {
    return symphony(
        "user",
        Stream.concat(
                Stream.of("install", "acme/tool", "--from", at("author"), "--yes"), Stream.of(more))
            .toArray(String[]::new));
  }

  private String active() {
    return ok("user", "list").json().at("/installed/0/active").asText();
  }

  @Test
  void theSameDirectory_packsToTheSameFile() throws IOException {
    String source = extension("1.0.0", LOG);
    ok("author", "pack", source, "--output", at("a.symphony"));
    Files.setLastModifiedTime(Path.of(source, "main.mjs"), FileTime.fromMillis(0));
    ok("author", "pack", source, "--output", at("b.symphony"));
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("a.symphony")),
        Files.readAllBytes(directory.resolve("b.symphony")));
    assertEquals("publisher-unknown", symphony("user", "verify", at("a.symphony")).error());
    assertEquals(
        fingerprint,
        ok("author", "verify", at("a.symphony")).json().required("signer").textValue());
    ok("author", "publish", at("a.symphony"));
    ok("user", "install", "acme/tool", "--from", at("author"), "--trust", fingerprint, "--yes");
  }

  @Test
  void newPublishers_areShownAndNeverTrustedSilently() throws IOException {
    publish("1.0.0", LOG);
    Ran silent = symphony("user", "install", "acme/tool", "--from", at("author"));
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
    Ran unanswered =
        symphony("user", "install", "acme/tool", "--from", at("author"), "--trust", fingerprint);
    assertEquals("consent-needed", unanswered.error());
    assertTrue(unanswered.err().contains("!  look at the files src/**"), unanswered.err());
    assertTrue(unanswered.err().contains("because: For the test"), unanswered.err());
    assertEquals("[]", ok("user", "list").json().required("installed").toString());
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
    assertEquals("active", ok("user", "update").json().at("/updated/0/result").asText());
    publish("1.2.0", capability("files", "read", "src/**") + LOG);
    Ran waiting = ok("user", "update");
    assertEquals("waiting", waiting.json().at("/updated/0/result").asText());
    assertTrue(waiting.err().contains("+ log.info:**"), waiting.err());
    assertEquals("1.1.0", active());
    assertEquals("consent-needed", symphony("user", "run", "acme/tool@1.2.0").error());
    assertEquals("active", ok("user", "update", "--yes").json().at("/updated/0/result").asText());
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
    Files.writeString(directory.resolve("ext-1.0.0").resolve("main.mjs"), "export default 2;\n");
    assertEquals("version-published", symphony("author", "publish", at("ext-1.0.0")).error());
  }

  @Test
  void rotatedKeys_areFollowedAndRevokedOnesRefused() throws IOException {
    publish("1.0.0", LOG);
    assertEquals(0, install().code());
    ok("author", "keys", "publisher", "rotate", "acme");
    publish("1.1.0", LOG);
    ok("user", "update");
    assertEquals("1.1.0", active());
    assertEquals(2, ok("user", "trust", "list").json().required("keys").size());
    ok("author", "keys", "publisher", "revoke", "acme", fingerprint, "--reason", "stolen");
    ok("author", "publish", "--renew", "acme/tool");
    ok("user", "update");
    assertEquals("publisher-key-revoked", symphony("user", "verify", "acme/tool@1.0.0").error());
    ok("user", "verify", "acme/tool");
  }

  @Test
  void goingBack_hasToBeAskedFor() throws IOException {
    publish("1.0.0", LOG);
    publish("2.0.0", LOG);
    assertEquals(0, install().code());
    Ran back = symphony("user", "install", "acme/tool@1.0.0", "--from", at("author"), "--yes");
    assertEquals("version-rollback", back.error());
    ok("user", "install", "acme/tool@1.0.0", "--from", at("author"), "--yes", "--downgrade");
    assertEquals("1.0.0", active());
    ok("user", "remove", "acme/tool");
    assertEquals("extension-not-installed", symphony("user", "verify", "acme/tool").error());
  }

  @Test
  void publishersWithoutAKey_areTold() throws IOException {
    assertEquals(
        "publisher-key-missing", symphony("user", "publish", extension("1.0.0", LOG)).error());
    assertEquals(
        "publisher-key-exists",
        symphony("author", "keys", "publisher", "new", "acme", "--no-passphrase").error());
    assertEquals("usage-reference", symphony("user", "install", "tool").error());
  }
}
