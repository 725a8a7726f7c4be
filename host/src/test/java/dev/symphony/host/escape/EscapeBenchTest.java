package dev.symphony.host.escape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A few attempts of each kind, in jailed workers. All of them are made by {@code symphony bench
 * escapes}.
 */
class EscapeBenchTest {
  private static final Set<String> JAVASCRIPT =
      Set.of("process/execute", "files/symlink", "capability/forged-handle", "cpu/loop");
  private static final Set<String> PYTHON = Set.of("files/symlink", "capability/forged-handle");

  private static EscapeBench.Report run(Language language, Set<String> attempts) throws Exception {
    EscapeBench bench = new EscapeBench(Map.of(), result -> {});
    EscapeBench.Report report = bench.run(List.of(language), attempts::contains);
    assertEquals(attempts.size(), report.results().size());
    return report;
  }

  @Test
  void inJavaScript_attemptsAreReal_andHeld() throws Exception {
    EscapeBench.Report report = run(Language.JAVASCRIPT, JAVASCRIPT);
    assertTrue(report.good(), report.details());
    assertTrue(report.summary().contains("| process | js | 1 | 1 | 1 | 1 |"), report.summary());
  }

  @Test
  void inPython_attemptsAreReal_andHeld() throws Exception {
    EscapeBench.Report report = run(Language.PYTHON, PYTHON);
    assertTrue(report.good(), report.details());
  }

  @Test
  void whoeverHoardsMemory_runsIntoTheLimitOfMemory() throws Exception {
    EscapeBench.Report report = run(Language.JAVASCRIPT, Set.of("memory/buffers"));
    assertTrue(report.good(), report.details());
    assertEquals(Optional.of("limit: heap"), report.results().getFirst().heldBy());
  }
}
