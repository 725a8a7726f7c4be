package dev.symphony.host.cli;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.host.UserError;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("SYMPHONY_PASSPHRASE", "correct horse");

  @TempDir Path directory;

  /** How a command ended, and what it printed. */
  private record Ran(int code, String out, String error) {
    Map<?, ?> json() {
      try {
        return (Map<?, ?>) requireNonNull(JsonText.parse(out));
      } catch (UserError e) {
        throw new AssertionError(out + error, e);
      }
    }

    @Nullable Object at(String key) {
      return json().get(key);
    }
  }

  private Ran run(String input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
    Surroundings surroundings =
        new Surroundings(
            terminal,
            ENVIRONMENT,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    int code =
        new CommandLine(new Root())
            .addSubcommand(KeysCommand.line(surroundings))
            .addSubcommand(TokenCommand.line(surroundings))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setExecutionExceptionHandler((e, command, parsed) -> {
              if (e instanceof UserError known) {
                terminal.note(known.code());
                return known.code().startsWith("usage-") ? ExitCode.USAGE : ExitCode.ERROR;
              }
              throw e;
            })
            .execute(arguments);
    return new Ran(code, out.toString(), err.toString().strip());
  }

  @CommandLine.Command(name = "symphony")
  private static final class Root {}

  private String home() {
    return directory.resolve("home").toString();
  }

  private Ran atHome(String... arguments) {
    return run(
        "",
        Stream.concat(Stream.of(arguments), Stream.of("--home", home())).toArray(String[]::new));
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private String newKey() {
    Ran made = atHome("keys", "new", "--json");
    assertEquals(0, made.code(), made.error());
    return (String) requireNonNull(made.at("publicKey"));
  }

  private String minted(String right) {
    Ran ran = atHome("token", "mint", "--right", right, "--out", file("t.bc"));
    assertEquals(0, ran.code(), ran.error());
    return file("t.bc");
  }

  private static final String READ =
      "service(\"files\"); operation(\"read\"); resource(\"src/a\"); allow if true;";

  @Test
  void mintNarrowAuthorize() {
    String key = newKey();
    String token = minted("files.read,list:src/**;expires=2030-01-01T00:00:00Z");
    run(
        "",
        "token",
        "attenuate",
        token,
        "--right",
        "files.read:src/main/**",
        "--out",
        file("n.bc"));
    Ran allowed =
        run(
            "",
            "token",
            "authorize",
            token,
            "--public-key",
            key,
            "--authorizer",
            READ,
            "--time",
            "2026-01-01T00:00:00Z",
            "--json");
    assertEquals(0, allowed.code(), allowed.out() + allowed.error());
    assertEquals("allow", allowed.at("result"));
    assertEquals(0L, allowed.at("policy"));
    assertEquals(List.of(), allowed.at("failedChecks"));
    assertNull(allowed.at("error"));
    assertEquals(1, ((List<?>) requireNonNull(allowed.at("revocationIds"))).size());
    Ran late =
        run(
            "",
            "token",
            "authorize",
            token,
            "--public-key",
            key,
            "--authorizer",
            READ,
            "--time",
            "2031-01-01T00:00:00Z",
            "--json");
    assertEquals(ExitCode.DENIED, late.code());
    assertEquals("deny", late.at("result"));
    Ran narrow =
        run(
            "",
            "token",
            "authorize",
            file("n.bc"),
            "--public-key",
            key,
            "--authorizer",
            READ,
            "--time",
            "2026-01-01T00:00:00Z",
            "--json");
    assertEquals("deny", narrow.at("result"));
    Map<?, ?> failed = (Map<?, ?>) ((List<?>) requireNonNull(narrow.at("failedChecks"))).getFirst();
    assertEquals(1L, failed.get("block"));
  }

  @Test
  void tokenOfAStranger_isInvalid() {
    newKey();
    Ran ran =
        run(
            "",
            "token",
            "authorize",
            minted("files.read:**"),
            "--public-key",
            "ed25519/d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "--authorizer",
            "allow if true",
            "--json");
    assertEquals(ExitCode.FAILED, ran.code());
    assertEquals("invalid", ran.at("result"));
    assertEquals("token-signature", ((Map<?, ?>) requireNonNull(ran.at("error"))).get("code"));
    Ran garbage =
        run(
            "not a token",
            "token",
            "authorize",
            "-",
            "--public-key",
            "ed25519/d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "--authorizer",
            "allow if true",
            "--json");
    assertEquals("invalid", garbage.at("result"));
  }

  @Test
  void runawayAuthorizer_isDeniedWithItsOwnError() {
    String key = newKey();
    Ran ran =
        run(
            "",
            "token",
            "authorize",
            minted("files.read:**"),
            "--public-key",
            key,
            "--json",
            "--authorizer",
            "q(1);q(2);q(3);q(4);q(5);q(6);q(7);q(8);q(9);q(10); p($a,$b,$c) <- q($a),q($b),q($c); allow if true");
    assertEquals("deny", ran.at("result"));
    assertEquals(
        "datalog-too-many-facts", ((Map<?, ?>) requireNonNull(ran.at("error"))).get("code"));
  }

  @Test
  void tokenFiles_areBytesOrText_andDatalogIsAFileOrText() throws Exception {
    String key = newKey();
    String token = minted("files.read:**");
    Files.writeString(directory.resolve("policy.dl"), READ);
    Ran sealed = run("", "token", "seal", token);
    assertEquals(0, sealed.code());
    assertEquals(
        0,
        run(
                sealed.out(),
                "token",
                "authorize",
                "-",
                "--public-key",
                key,
                "--authorizer",
                file("policy.dl"))
            .code());
    assertEquals(
        "token-sealed", run(sealed.out(), "token", "attenuate", "-", "--expires", "now").error());
  }

  @Test
  void revokedToken_isRefused_withEverythingMadeFromIt() {
    newKey();
    String token = minted("files.read:**");
    run(
        "",
        "token",
        "attenuate",
        token,
        "--expires",
        "2030-01-01T00:00:00Z",
        "--out",
        file("n.bc"));
    assertEquals(0, atHome("token", "verify", file("n.bc")).code());
    assertEquals(0, atHome("token", "revoke", file("n.bc")).code());
    assertEquals(ExitCode.FAILED, atHome("token", "verify", file("n.bc")).code());
    assertEquals(0, atHome("token", "verify", token).code());
    String grant =
        (String)
            ((Map<?, ?>)
                    ((List<?>)
                            requireNonNull(
                                atHome("token", "inspect", token, "--json").at("grants")))
                        .getFirst())
                .get("id");
    assertEquals(0, atHome("token", "revoke", "--grant", String.valueOf(grant)).code());
    Ran after = atHome("token", "authorize", token, "--authorizer", "allow if true", "--json");
    assertEquals("token-revoked", ((Map<?, ?>) requireNonNull(after.at("error"))).get("code"));
  }

  @Test
  void inspect_explainsInPlainWords() {
    newKey();
    String token = minted("files.read,list:src/**;calls=100;expires=2030-01-01T00:00:00Z");
    run(
        "",
        "token",
        "attenuate",
        token,
        "--datalog",
        "check if operation(\"read\"); check if resource($r), $r.length() < 20;",
        "--out",
        file("n.bc"));
    String text = atHome("token", "inspect", file("n.bc")).out();
    for (String part :
        List.of(
            "hold, by the root key ed25519/",
            "files.list,read:src/**;calls=100",
            "Until        2030-01-01T00:00:00Z",
            "only the operations \"list\", \"read\"  [compiled]",
            "Block 1, narrowed by a holder",
            "only the operation \"read\"  [compiled]",
            "$r.length() < 20  [evaluated for every call]")) {
      assertTrue(text.contains(part), part + " in\n" + text);
    }
    String unchecked = run("", "token", "inspect", file("n.bc"), "--home", file("empty")).out();
    assertTrue(unchecked.contains("not checked"), unchecked);
  }

  @Test
  void boundToken_namesItsHolder() {
    String key = newKey();
    Ran ran =
        atHome("token", "mint", "--right", "files.read:**", "--holder", key, "--out", file("b.bc"));
    assertEquals(0, ran.code(), ran.error());
    assertEquals(List.of(key), atHome("token", "inspect", file("b.bc"), "--json").at("holders"));
  }

  @Test
  void keys_areListedRotatedRetiredExported() {
    String first = newKey();
    String token = minted("files.read:**");
    Ran rotated = atHome("keys", "rotate", "--json");
    assertEquals(2L, rotated.at("id"));
    assertNotEquals(first, rotated.at("publicKey"));
    assertEquals(0, atHome("token", "verify", token).code());
    assertEquals(first, atHome("keys", "export", "1").out().strip());
    assertEquals(0, atHome("keys", "retire", "1").code());
    assertEquals(ExitCode.FAILED, atHome("token", "verify", token).code());
    assertEquals("keyring-active", atHome("keys", "retire", "2").error());
    assertTrue(atHome("keys", "list").out().contains("retired"));
    String backup = atHome("keys", "export", "--encrypted").out();
    assertTrue(backup.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"), backup);
  }

  @Test
  void mistakes_areNamed() {
    newKey();
    String token = minted("files.read:**");
    assertEquals("usage-right", atHome("token", "mint", "--right", "nonsense").error());
    assertEquals(
        "usage-key", run("", "token", "verify", token, "--public-key", "ed25519/00").error());
    assertEquals("usage-token", run("", "token", "attenuate", token).error());
    assertEquals(
        "usage-right",
        run("", "token", "attenuate", token, "--right", "files.read:**;calls=3").error());
    assertEquals("usage-time", run("", "token", "attenuate", token, "--expires", "soon").error());
    assertEquals(
        "usage-datalog", run("", "token", "attenuate", token, "--datalog", "check unless").error());
    assertEquals("file-unreadable", run("", "token", "seal", file("none")).error());
    assertEquals(ExitCode.USAGE, run("", "token").code());
    assertFalse(run("", "token", "mint", "--help").out().isEmpty());
  }
}
