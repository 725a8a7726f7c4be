package dev.symphony.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.samples.Symphony.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token, minted, narrowed and bound by one command, is what a guest of another can do. */
class TokenEvalTest {
  private static final String BOTH =
      """
      (async () => {
        const seen = [];
        for (const path of ["open/a.txt", "closed/b.txt"]) {
          try {
            seen.push(await caps.files.readText(path));
          } catch (e) {
            seen.push(e.code);
          }
        }
        return seen;
      })()
      """;

  @TempDir Path directory;

  @BeforeEach
  void makeKeysAndFiles() throws IOException {
    written("tree/open/a.txt", "open");
    written("tree/closed/b.txt", "closed");
    written("script.js", BOTH);
    Files.setPosixFilePermissions(
        Path.of(written("pass", "correct horse\n")), PosixFilePermissions.fromString("rw-------"));
    ok(withPassphrase("keys", "new"));
  }

  private String written(String name, String text) throws IOException {
    return Symphony.written(directory.resolve(name), text);
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private static Ran ok(Ran ran) {
    assertEquals(0, ran.code(), ran::toString);
    return ran;
  }

  private Ran atHome(String... arguments) {
    return Symphony.run(
        Stream.concat(Stream.of(arguments), Stream.of("--home", at("home"))).toList());
  }

  private Ran withPassphrase(String... arguments) {
    return atHome(
        Stream.concat(Stream.of(arguments), Stream.of("--passphrase-file", at("pass")))
            .toArray(String[]::new));
  }

  private void mint(String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("token", "mint", "--right", "files.readText:**"));
    command.addAll(List.of("--object", at("tree"), "--out", at("t.bc")));
    command.addAll(List.of(more));
    ok(withPassphrase(command.toArray(String[]::new)));
  }

  private Ran eval(String token, String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("eval", "--json", "--lang", "js", "--limit", "cpu=60s,wall=120s"));
    command.addAll(List.of(at("script.js"), "--token", token));
    command.addAll(List.of(more));
    return atHome(command.toArray(String[]::new));
  }

  private static List<String> values(Ran ran) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : ok(ran).json().get("value")) {
      values.add(value.textValue());
    }
    return values;
  }

  @Test
  void narrowedToken_isWhatTheGuestCanDo_untilItIsRevoked() {
    mint();
    ok(
        Symphony.run(
            "token",
            "attenuate",
            at("t.bc"),
            "--right",
            "files.readText:open/**",
            "--out",
            at("n.bc")));
    assertEquals(List.of("open", "denied-resource"), values(eval(at("n.bc"))));
    assertEquals(List.of("open", "closed"), values(eval(at("t.bc"))));
    ok(atHome("token", "revoke", at("n.bc")));
    assertRefused(eval(at("n.bc")), "token-revoked");
    assertEquals(List.of("open", "closed"), values(eval(at("t.bc"))));
  }

  @Test
  void boundToken_needsItsKey() {
    String key = ok(withPassphrase("keys", "holder", "new", "reader")).out().strip();
    mint("--holder", key);
    assertRefused(eval(at("t.bc")), "token-holder-proof");
    assertEquals(
        List.of("open", "closed"),
        values(eval(at("t.bc"), "--holder", "reader", "--passphrase-file", at("pass"))));
    assertTrue(atHome("keys", "holder", "list").out().contains(key));
  }

  @Test
  void forgedToken_isRefused_andRecorded() throws IOException {
    mint();
    byte[] token = Files.readAllBytes(Path.of(at("t.bc")));
    token[token.length / 2] ^= 1;
    Files.write(directory.resolve("f.bc"), token);
    Ran ran = eval(at("f.bc"));
    assertEquals(5, ran.code(), ran::toString);
    String code = ran.json().get("error").get("code").textValue();
    assertTrue(code.startsWith("token-"), code);
    assertTrue(auditLog().contains("\"type\":\"token-refused\""), this::auditLog);
    assertTrue(auditLog().contains(code), this::auditLog);
  }

  private static void assertRefused(Ran ran, String code) {
    assertEquals(5, ran.code(), ran::toString);
    assertEquals(code, ran.json().get("error").get("code").textValue());
  }

  private String auditLog() {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory.resolve("home/audit"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file, ISO_8859_1));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }
}
