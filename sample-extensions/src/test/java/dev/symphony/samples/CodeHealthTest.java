package dev.symphony.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.samples.Symphony.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code-health workflow on a real source tree, its figures counted again without it. */
class CodeHealthTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path WORKFLOW = Path.of("code-health");
  private static final String HOSTILE_NAME = "<script>alert(1)<!-- & .js";
  private static final int REAL_FILES = 200;
  private static final int ALL_FILES = 300;

  @TempDir Path directory;

  @Test
  void aSourceTree_isMeasuredAndItsAttackersAreContained() throws Exception {
    Path tree = directory.resolve("tree");
    new SourceTree(tree).copy(TOP, REAL_FILES).generate(HOSTILE_NAME, ALL_FILES);

    Ran ran =
        Symphony.run(
            "run",
            WORKFLOW.toString(),
            "--json",
            "--input",
            tree.toString(),
            "--home",
            directory.resolve("home").toString(),
            "--save",
            directory.resolve("saved").toString());

    JsonNode json = ran.json();
    assertEquals(0, ran.code(), ran.err());
    assertEquals("completed", json.get("outcome").textValue());
    String report = json.get("report").get("markdown").textValue();
    assertCounts(report, tree);
    assertContained(json.get("nodes"), report);
    assertHarmless(page(json, directory.resolve("saved")));
    assertEquals(List.of(), ProcessHandle.current().descendants().toList());
    assertRecorded(directory.resolve("home"), directory.resolve("report.html"));
  }

  /**
   * What an auditor asks afterwards: is the log sound, was every call covered, what was refused?
   */
  private static void assertRecorded(Path home, Path page) throws Exception {
    Ran verified =
        Symphony.run("audit", "log", "verify", "--calls", "--json", "--home", home.toString());
    assertEquals(0, verified.code(), verified.out());
    JsonNode calls = verified.json().get("calls");
    assertTrue(calls.get("calls").longValue() > REAL_FILES, verified.out());
    assertEquals(0, calls.get("undecided").size(), verified.out());
    Ran refused =
        Symphony.run(
            "audit", "log", "query", "--outcome", "refused", "--json", "--home", home.toString());
    assertTrue(refused.json().get("records").size() > 0, "attackers were refused");
    Ran reported =
        Symphony.run("audit", "report", "--home", home.toString(), "--out", page.toString());
    assertEquals(0, reported.code(), reported.out() + reported.err());
    assertTrue(Files.readString(page).contains("denied-not-granted"));
  }

  private static void assertCounts(String report, Path tree) throws Exception {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(tree)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    long lines = 0;
    for (Path file : files) {
      for (byte b : Files.readAllBytes(file)) {
        lines += b == '\n' ? 1 : 0;
      }
    }
    assertTrue(files.size() >= ALL_FILES, "only " + files.size());
    assertEquals(SourceTree.wordCount(tree).orElse(lines), lines, "wc -l counts otherwise");
    String counts = String.format(Locale.ROOT, "%,d files, %,d lines ", files.size(), lines);
    assertTrue(report.contains(counts), () -> counts + "is not in " + report);
    assertTrue(report.contains("Files not read: none."), report);
  }

  private static void assertContained(JsonNode nodes, String report) {
    for (String language : List.of("js", "py")) {
      assertAt(nodes, "/hostile-" + language + "-probe/outcome", "completed");
      assertAt(nodes, "/hostile-" + language + "-loop/limit", "cpu");
      assertAt(nodes, "/hostile-" + language + "-memory/limit", "heap");
    }
    assertTrue(
        report.contains(" stopped, 0 got through, 0 unclear."), () -> "attackers: " + report);
    assertFalse(report.contains("THROUGH"), report);
  }

  private static void assertAt(JsonNode nodes, String place, String expected) {
    assertEquals(expected, nodes.at(place).textValue(), () -> place + " in " + nodes);
  }

  private static String page(JsonNode json, Path saved) throws IOException {
    for (JsonNode artifact : json.get("artifacts")) {
      if (artifact.get("name").textValue().equals("code-health.html")) {
        byte[] content = Files.readAllBytes(saved.resolve("code-health.html"));
        assertEquals(artifact.get("size").longValue(), content.length);
        return new String(content, UTF_8);
      }
    }
    throw new AssertionError("no page in " + json.get("artifacts"));
  }

  private static void assertHarmless(String page) {
    assertTrue(page.contains("<svg"), page);
    assertTrue(page.contains("&lt;script&gt;alert(1)"), "the hostile name has to be shown");
    assertFalse(page.toLowerCase(Locale.ROOT).contains("<script"), page);
  }
}
