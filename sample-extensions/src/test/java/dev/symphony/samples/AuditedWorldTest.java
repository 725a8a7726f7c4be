package dev.symphony.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.samples.Symphony.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five flaws of the audited world are found, and their chains are played by real guests. */
class AuditedWorldTest {
  private static final String WORLD = Path.of("audited-world", "world.toml").toString();
  private static final String POLICY = Path.of("audited-world", "policy.cedar").toString();
  private static final String INVARIANTS = Path.of("audited-world", "invariants.toml").toString();

  @TempDir Path directory;

  @Test
  void invariants_areProvedOrBrokenByGuests() {
    Ran ran = Symphony.run("audit", "prove", INVARIANTS, "--world", WORLD, "--json");

    assertEquals(1, ran.code(), ran::toString);
    Map<String, String> verdicts = new TreeMap<>();
    for (JsonNode invariant : ran.json().get("invariants")) {
      verdicts.put(invariant.get("name").textValue(), invariant.get("verdict").textValue());
      if (invariant.get("verdict").textValue().equals("VIOLATED")) {
        assertEquals(
            "the chain was played by guests in workers, and came through",
            invariant.get("because").textValue());
        assertTrue(invariant.get("chain").size() >= 1);
      }
    }
    assertEquals(
        Map.ofEntries(
            Map.entry("contracts-stay", "VIOLATED"),
            Map.entry("salaries-stay", "VIOLATED"),
            Map.entry("archive-stays", "PROVED"),
            Map.entry("drafts-of-the-vendor-only", "VIOLATED"),
            Map.entry("interns-leave", "VIOLATED"),
            Map.entry("vendor-and-archive", "PROVED"),
            Map.entry("conductor-is-ours", "PROVED"),
            Map.entry("writing-ends", "PROVED"),
            Map.entry("artifacts-end", "PROVED"),
            Map.entry("reading-ends", "VIOLATED"),
            Map.entry("artifacts-are-few", "PROVED"),
            Map.entry("little-randomness", "PROVED")),
        verdicts,
        ran::toString);
  }

  @Test
  void mistakesInThePolicy_areFound() {
    Ran ran = Symphony.run("audit", "policies", POLICY, "--json");

    assertEquals(1, ran.code(), ran::toString);
    Map<String, String> found = new TreeMap<>();
    for (JsonNode finding : ran.json().get("findings")) {
      found.put(finding.get("policy").textValue(), finding.get("kind").textValue());
    }
    assertEquals(
        Map.of("vendor-drafts", "shadowed", "press-uploads", "contradicted"), found, ran::toString);
  }

  @Test
  void whoComesToTheNetwork_isTold() {
    Ran ran = Symphony.run("audit", "reach", "--to", "http", "--world", WORLD, "--format", "json");

    assertEquals(0, ran.code(), ran::toString);
    assertTrue(ran.out().contains("[\"vendor/statistics\",\"vendor/gallery\"]"), ran::toString);
  }

  @Test
  void wideningTheWorld_isTold() throws Exception {
    String wider =
        Symphony.written(
            directory.resolve("world.toml"),
            Files.readString(Path.of(WORLD))
                .replace(
                    "policy = \"policy.cedar\"",
                    "policy = \"" + Path.of(POLICY).toAbsolutePath() + "\"")
                .replace(
                    "asks = [\"files.list,read:archive/**\"]",
                    "asks = [\"files.list,read:archive/**\", \"extensions.invoke:house/summarizer\"]"));
    Ran ran = Symphony.run("audit", "diff", WORLD, wider);

    assertEquals(1, ran.code(), ran::toString);
    assertTrue(
        ran.out().contains("+ house/archivist -> house/summarizer: http.request(\"POST "),
        ran::toString);
    assertEquals(0, Symphony.run("audit", "diff", wider, WORLD).code());
  }
}
