package dev.symphony.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A choice between two variants of an Instrument, learned from call to call. */
class AdaptiveTest {
  private static final int SERIES = 30;

  @TempDir Path directory;

  @Test
  void theChoice_adaptsToTheSeries_andIsOnRecord() throws IOException {
    Path home = directory.resolve("home");
    Path saved = directory.resolve("saved");
    Symphony.Ran ran =
        Symphony.run(
            "run",
            "adaptive",
            "--input",
            "tasks=" + SERIES,
            "--home",
            home.toString(),
            "--save",
            saved.toString(),
            "--json");

    assertEquals(0, ran.code(), ran::toString);
    String report = ran.json().at("/report/markdown").textValue();
    assertTrue(report.contains("| second third |"), report);
    assertTrue(Files.readString(saved.resolve("adaptive.svg"), UTF_8).contains("<polyline"));
    assertEquals(SERIES, lines(home, "\"kind\":\"choice\""));
    assertEquals(SERIES, lines(home, "\"kind\":\"feedback\""));
    assertTrue(lines(home, "\"option\":\"symphony-samples/centres-exact\"") > 0);
    assertTrue(lines(home, "\"option\":\"symphony-samples/centres-fast\"") > 0);
  }

  private static long lines(Path home, String text) throws IOException {
    Path log = home.resolve("conductor").resolve("episodes.jsonl");
    return Files.readAllLines(log, UTF_8).stream().filter(line -> line.contains(text)).count();
  }
}
