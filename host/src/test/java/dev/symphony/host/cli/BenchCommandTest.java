package dev.symphony.host.cli;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks do their work and check its answers; what they measure here is worth nothing. */
class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), Map.of(), arguments);
  }

  @Test
  void callsAndTokens_areMeasuredAndChecked() throws Exception {
    assertEquals(ExitCode.OK, run("bench", "W2", "W7", "--short", "--json"), err::toString);

    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.getFirst().contains("\"machine\""), lines.getFirst());
    assertEquals(2 * 6 + 1 + 10, lines.size() - 1, out::toString);
    for (String line : lines.subList(1, lines.size())) {
      Map<?, ?> row = (Map<?, ?>) requireNonNull(JsonText.parse(line));
      assertEquals("symphony", row.get("peer"));
      assertTrue(((Number) requireNonNull(row.get("value"))).doubleValue() > 0, line);
    }
  }

  @Test
  void unknownWorkload_isRefused() {
    assertEquals(ExitCode.USAGE, run("bench", "W9"));
    assertTrue(err.toString().contains("usage-workload"), err::toString);
  }

  @Test
  void directoryWithoutGuests_isRefused(@TempDir Path empty) {
    assertEquals(ExitCode.ERROR, run("bench", "W2", "--guests", empty.toString()));
    assertTrue(err.toString().contains("bench-guests"), err::toString);
  }
}
