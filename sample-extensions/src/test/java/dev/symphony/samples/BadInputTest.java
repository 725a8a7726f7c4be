package dev.symphony.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.samples.Symphony.Ran;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad input ends in a code with a page, on standard error and in the JSON, with an exit code that
 * is not zero, and leaves nothing half-written in the home.
 */
class BadInputTest {
  private static final Path PAGES = Path.of("..", "docs", "errors");
  private static final String HELLO = Path.of("hello-js").toAbsolutePath().toString();
  private static final String HEAD =
      "[workflow]\nname = \"w\"\nversion = \"1.0.0\"\ndescription = \"A faulty workflow.\"\n\n";

  @TempDir Path directory;

  private Path home() {
    return directory.resolve("home");
  }

  private String file(String name, String text) throws IOException {
    return Symphony.written(directory.resolve(name), text);
  }

  /** An error of the command itself: told on both streams. */
  private static void assertRefused(Ran ran, int exitCode, String code) {
    assertEquals(exitCode, ran.code(), ran::toString);
    assertTrue(ran.err().contains("error " + code + ": "), ran::toString);
    assertTrue(ran.err().contains("docs/errors/" + code + ".md"), ran::toString);
    assertEquals("hostFault", ran.json().get("outcome").textValue(), ran::toString);
    assertExplained(ran, code);
  }

  private static void assertExplained(Ran ran, String code) {
    assertNotEquals(0, ran.code());
    assertEquals(code, ran.json().at("/error/code").textValue(), ran::toString);
    assertTrue(Files.isRegularFile(PAGES.resolve(code + ".md")), "no page for " + code);
    assertEquals(List.of(), ProcessHandle.current().descendants().toList());
  }

  /** Nothing but the records of the home itself: no artifact, no model, no part of one. */
  private void assertHomeUntouched() throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.exists(home())) {
      try (Stream<Path> entries = Files.list(home())) {
        names = entries.map(e -> e.getFileName().toString()).collect(Collectors.toSet());
      }
    }
    names.removeAll(
        Set.of(
            "lock",
            "audit",
            "keys",
            "revocations.log",
            "extensions.json",
            "registry",
            "development"));
    assertEquals(Set.of(), names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lang ruby | usage-language",
        "--lang js --limit cpu=soon | usage-limit",
        "--lang js --limit speed=1 | usage-limit",
        "--lang js --grant files | usage-right",
        "--lang js --arg {n | usage-json",
      })
  void badOptionsOfEval_areUsageErrors(String options, String code) throws IOException {
    Ran ran =
        Symphony.run(
            Stream.concat(
                    Stream.of("eval", "--json", file("a.js", "1")),
                    Stream.of(options.strip().split(" ")))
                .toList());

    assertRefused(ran, 2, code);
  }

  @Test
  void aMissingScript_isUnreadable() {
    Ran ran = Symphony.run("eval", "--json", "--lang", "js", directory.resolve("no.js") + "");

    assertRefused(ran, 5, "file-unreadable");
  }

  @Test
  void aScriptThatIsNotUtf8_isNoText() throws IOException {
    Path script = directory.resolve("script");
    Files.write(script, new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"', '\n'});

    assertRefused(
        Symphony.run("eval", "--json", "--lang", "js", script.toString()), 5, "file-not-text");
  }

  @Test
  void aBinaryFile_isNoText() throws IOException {
    Files.write(directory.resolve("binary"), new byte[] {0, (byte) 0xff, 1});
    String script = file("read.js", "caps.files.readText('binary')");

    Ran ran =
        Symphony.run(
            "eval",
            "--json",
            "--lang",
            "js",
            "--grant",
            "files.readText:**",
            "--root",
            directory.toString(),
            script);

    assertEquals(1, ran.code(), ran::toString);
    assertExplained(ran, "file-not-text");
  }

  private Ran run(String target, String... more) {
    return Symphony.run(
        Stream.concat(
                Stream.of("run", target, "--json", "--home", home().toString()), Stream.of(more))
            .toList());
  }

  @Test
  void aTargetThatIsNothing_isNamed() throws IOException {
    assertRefused(run(directory.resolve("nothing").toString()), 5, "run-target-missing");
    assertHomeUntouched();
  }

  @Test
  void anUnknownArchitecture_isAUsageError() throws IOException {
    assertRefused(run(HELLO, "--architecture", "cathedral"), 2, "usage-architecture");
    assertHomeUntouched();
  }

  @Test
  void badParallelism_isAUsageError() throws IOException {
    assertRefused(run(HELLO, "--parallel", "0"), 2, "usage-parallel");
    assertHomeUntouched();
  }

  @Test
  void aMissingEntryFile_isNamed() throws IOException {
    Path extension = directory.resolve("extension");
    String manifest = Files.readString(Path.of(HELLO, "extension.toml"));
    Symphony.written(extension.resolve("extension.toml"), manifest);

    assertRefused(run(extension.toString()), 5, "extension-entry-missing");
    assertHomeUntouched();
  }

  @Test
  void aMissingEntryFunction_isNamed() throws IOException {
    Path extension = directory.resolve("extension");
    String manifest = Files.readString(Path.of(HELLO, "extension.toml"));
    Symphony.written(extension.resolve("extension.toml"), manifest);
    Symphony.written(extension.resolve("main.mjs"), "export const answer = 42;\n");

    Ran ran = run(extension.toString());

    assertEquals(1, ran.code(), ran::toString);
    assertExplained(ran, "guest-entry-missing");
    assertHomeUntouched();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workflow-cycle | id = 'a' needs = ['b'] / id = 'b' needs = ['a']",
        "workflow-unknown-node | id = 'a' needs = ['c'] / id = 'b'",
        "workflow-unknown-input | id = 'a' input = '${inputs.absent}' / id = 'b'",
        "workflow-duplicate-node | id = 'a' / id = 'a'",
        "workflow-bad-retry | id = 'a' retry = {attempts=0} / id = 'b'",
      })
  void aMalformedWorkflow_isToldBeforeAnythingRuns(String code, String nodes) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    for (String node : nodes.split(" / ", -1)) {
      text.append("[[node]]\nextension = \"").append(HELLO).append("\"\n");
      text.append(node.replaceAll(" (needs|input|retry) =", "\n$1 =")).append("\n\n");
    }

    Ran ran = run(file("workflow.toml", text.toString()));

    assertRefused(ran, 5, code);
    assertHomeUntouched();
  }

  @Test
  void aMissingInput_isNamed() throws IOException {
    String text = HEAD + "[inputs.name]\ntype = \"string\"\ndescription = \"Whom to greet.\"\n\n";
    String node = "[[node]]\nid = \"a\"\nextension = \"" + HELLO + "\"\n";

    assertRefused(run(file("workflow.toml", text + node)), 5, "workflow-missing-input");
    assertHomeUntouched();
  }

  @Test
  void textThatIsNoToml_isASyntaxError() throws IOException {
    assertRefused(run(file("workflow.toml", "[workflow\n")), 5, "workflow-syntax");
    Files.write(directory.resolve("workflow.toml"), new byte[] {'a', (byte) 0xff});
    assertRefused(run(directory.resolve("workflow.toml") + ""), 5, "workflow-syntax");
    assertHomeUntouched();
  }

  @Test
  void aHomeThatIsTaken_isLocked() throws IOException {
    Files.createDirectories(home());
    try (FileChannel channel =
            FileChannel.open(
                home().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertTrue(lock.isValid());
      assertRefused(run(HELLO), 5, "home-locked");
    }
    assertHomeUntouched();
  }

  @Test
  void aHomeThatIsAFile_isUnusable() throws IOException {
    Files.writeString(home(), "here is a file");
    assertRefused(run(HELLO), 5, "home-unusable");
    assertEquals("here is a file", Files.readString(home()));
  }
}
