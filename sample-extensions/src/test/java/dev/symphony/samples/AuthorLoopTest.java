package dev.symphony.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An author begins, tests in the sandbox, and sees what is missing. */
class AuthorLoopTest {
  @TempDir private Path place;

  private Path made(String kind, String language) {
    Symphony.Ran ran =
        Symphony.run("new", kind, "mine", "--lang", language, "--in", place.toString());
    assertEquals(0, ran.code(), ran::toString);
    return place.resolve("mine");
  }

  @ParameterizedTest
  @CsvSource({"operator,js", "instrument,js", "motif,js", "operator,python"})
  void aNewExtension_passesItsTestsInTheSandbox_andUsesAllThatItAsksFor(
      String kind, String language) {
    Symphony.Ran ran = Symphony.run("test", made(kind, language).toString(), "--json");

    assertEquals(0, ran.code(), ran::toString);
    assertEquals("passed", ran.json().get("outcome").textValue());
    assertEquals(3, ran.json().get("tests").size());
    for (JsonNode use : ran.json().get("capabilities")) {
      assertTrue(use.get("calls").longValue() > 0, use::toString);
    }
  }

  @Test
  void aNewInstrument_runsItsModel() {
    Path extension = made("instrument", "js");
    String home = place.resolve("home").toString();

    Symphony.Ran loud =
        Symphony.run(
            "run", extension.toString(), "--input", "text=\"HELP!\"", "--home", home, "--json");

    assertTrue(loud.json().at("/value/score").doubleValue() > 0.9, loud::toString);
  }

  @ParameterizedTest
  @CsvSource({"operator,python", "instrument,python", "motif,python", "operator,js", "motif,ts"})
  void aNewExtension_isWholeOnItsOwn(String kind, String language) throws IOException {
    Path extension = made(kind, language);

    List<String> left = new ArrayList<>();
    try (var files = Files.walk(extension)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".onnx") && Files.readString(file, UTF_8).contains("{{")) {
          left.add(name);
        }
      }
    }

    assertEquals(List.of(), left, "files with places that nothing was filled in");
    assertTrue(Files.readString(extension.resolve("README.md")).contains("symphony test ."));
    assertEquals(kind.equals("motif"), Files.exists(extension.resolve("panel.html")));
  }

  @Test
  void aDirectoryThatIsThere_isLeftAlone() throws IOException {
    Files.createDirectory(place.resolve("mine"));

    Symphony.Ran ran =
        Symphony.run("new", "operator", "mine", "--lang", "js", "--in", place.toString());

    assertEquals(5, ran.code(), ran::toString);
    assertTrue(ran.err().contains("new-directory"), ran::err);
    assertFalse(Files.exists(place.resolve("mine").resolve("extension.toml")));
  }

  @Test
  void badTests_areToldWithPlaces_andTheOthersGoOn() throws IOException {
    Path extension = made("operator", "js");
    Symphony.written(
        extension.resolve("test/main.test.mjs"),
        """
        import assert from "node:assert/strict";
        import test from "node:test";
        import { scripted } from "symphony-sdk/testing";
        test("differs", () => {
          assert.deepEqual({ a: 1 }, { a: 2 });
        });
        test("reaches for more", async () => {
          const { caps } = scripted({ kv: {} });
          await caps.kv.list("notes/");
        });
        test("never ends", () => { for (;;); });
        test("goes on", (t) => t.skip("later"));
        """);
    Symphony.written(extension.resolve("test/broken.test.mjs"), "let a = ;\n");
    Path manifest = extension.resolve("extension.toml");
    Files.writeString(manifest, Files.readString(manifest).replace("cpu = \"5s\"", "cpu = \"1s\""));

    Symphony.Ran ran = Symphony.run("test", extension.toString());

    assertEquals(1, ran.code(), ran::toString);
    String out = ran.out();
    assertTrue(out.contains("guest-syntax: test/broken.test.mjs:1:9"), out);
    assertTrue(out.contains("{\"a\":1} is not {\"a\":2}\n         at test/main.test.mjs:5:"), out);
    assertTrue(
        out.contains(
            "denied-not-granted: this operation was not granted\n"
                + "         at test/main.test.mjs:9:17"),
        out);
    assertTrue(out.contains("FAIL never ends") && out.contains("limit-cpu"), out);
    assertTrue(out.contains("skip goes on"), out);
    assertTrue(out.contains("0 passed, 4 failed, 1 skipped"), out);
    assertTrue(
        out.contains("  service = \"kv\"\n  operations = [\"list\"]\n  resource = \"notes/**\""),
        out);
    assertTrue(out.contains("never used"), out);
  }

  @Test
  void badPythonTests_areToldWithPlaces() throws IOException {
    Path extension = made("operator", "python");
    Symphony.written(
        extension.resolve("test/test_main.py"),
        """
        import unittest
        import helper
        from symphony_sdk.testing import scripted

        class Bad(unittest.TestCase):
            def test_differs(self):
                self.assertEqual(helper.ONE, 2)
            def test_reaches_for_more(self):
                scripted(http=lambda request: {}).caps.http.request({"url": "https://example.com/a"})
            @unittest.skip("later")
            def test_skipped(self):
                pass

        def test_plain_function():
            assert helper.ONE == 1
        """);
    Symphony.written(extension.resolve("test/helper.py"), "ONE = 1\n");

    Symphony.Ran ran = Symphony.run("test", extension.toString());

    assertEquals(1, ran.code(), ran::toString);
    String out = ran.out();
    assertTrue(
        out.contains("AssertionError: 1 != 2\n         at test_differs (test/test_main.py:7)"),
        out);
    assertTrue(
        out.contains(
            "denied-not-granted: this operation was not granted\n"
                + "         at test_reaches_for_more (test/test_main.py:9)"),
        out);
    assertTrue(out.contains("ok   test_plain_function"), out);
    assertTrue(out.contains("1 passed, 2 failed, 1 skipped"), out);
    assertTrue(out.contains("resource = \"GET https://example.com/a\""), out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"js", "python"})
  void withoutTests_theCommandSaysWhatIsMissing(String language) throws IOException {
    Path extension = made("motif", language);
    try (var tests = Files.list(extension.resolve("test"))) {
      for (Path test : tests.toList()) {
        Files.delete(test);
      }
    }

    Symphony.Ran ran = Symphony.run("test", extension.toString());

    assertEquals(5, ran.code(), ran::toString);
    assertTrue(ran.err().contains("tests-missing"), ran::err);
  }

  @Test
  void typeScriptThatIsNotCompiled_isToldWithTheCommandToRun() {
    Symphony.Ran ran = Symphony.run("test", made("operator", "ts").toString());

    assertEquals(5, ran.code(), ran::toString);
    assertTrue(ran.err().contains("extension-entry-missing"), ran::err);
    assertTrue(ran.err().contains("npx tsc"), ran::err);
  }

  @Test
  void whatTheManifestAsksForAndThereIsNot_isToldWithItsPlace() throws IOException {
    Path extension = made("operator", "js");
    Path manifest = extension.resolve("extension.toml");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"readText\"", "\"readTxt\""), UTF_8);

    Symphony.Ran ran = Symphony.run("test", extension.toString());

    assertEquals(5, ran.code(), ran::toString);
    assertTrue(ran.err().contains("extension.toml:16:1: capability[0].operations"), ran::err);
    assertTrue(ran.err().contains("did you mean 'readText'"), ran::err);
  }

  /** Replaces a file in one step, so that there is one change to see. */
  private static void replace(Path file, String text) throws IOException {
    Path next = file.resolveSibling(".next");
    Files.writeString(next, text, UTF_8);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void awaitRuns(Symphony.Running running, int count) throws InterruptedException {
    while (running.err().toString().split("loaded and run in", -1).length <= count) {
      assertFalse(running.end().isDone(), () -> running.end().join().toString());
      Thread.sleep(20);
    }
  }

  @Test
  void development_runsAgainAtEveryChange_andSaysWhatIsMissing() throws Exception {
    Path extension = made("operator", "js");
    Path code = extension.resolve("main.mjs");
    Symphony.Running running =
        Symphony.start("dev", extension.toString(), "--input", extension + "/test", "--runs", "3");
    running.awaitNote("loaded and run in");
    String text = Files.readString(code, UTF_8);
    replace(code, text.replace("return {", "return { changed: true,"));
    running.awaitNote("-- main.mjs changed");
    awaitRuns(running, 2);
    replace(code, text.replace("await caps.files", "await caps.kv.get('a/b'); await caps.files"));

    Symphony.Ran ran = running.ran();

    assertEquals(0, ran.code(), ran::toString);
    assertTrue(ran.out().contains("\"changed\" : true"), ran::out);
    assertTrue(ran.err().contains("call     files.list **"), ran::err);
    assertTrue(ran.err().contains("refused  kv.get a/b  denied-not-granted"), ran::err);
    assertTrue(ran.err().contains("resource = \"a/b\""), ran::err);
    assertTrue(ran.err().contains("  at run (main.mjs:3:"), ran::err);
  }
}
