package dev.symphony.host.service.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionLogTest {
  private final List<LogLine> lines = new ArrayList<>();
  private final LogService log = new ExtensionLog("metrics", lines::add);

  @Test
  void handsOnLevelExtensionAndMessage() {
    log.debug("a");
    log.info("b");
    log.warn("c");
    log.error("größe 文 😀\n\tnext line");
    assertEquals(
        List.of(
            new LogLine(LogLine.Level.DEBUG, "metrics", "a"),
            new LogLine(LogLine.Level.INFO, "metrics", "b"),
            new LogLine(LogLine.Level.WARN, "metrics", "c"),
            new LogLine(LogLine.Level.ERROR, "metrics", "größe 文 😀\n\tnext line")),
        lines);
  }

  @Test
  void longMessages_areCut() {
    log.info("x".repeat(10_000_000));
    String kept = lines.getFirst().message();
    assertEquals(ExtensionLog.MAX_MESSAGE_LENGTH + " [cut]".length(), kept.length());
    assertTrue(kept.endsWith("x [cut]"), "the cut is shown");
  }

  @ParameterizedTest
  @CsvSource({
    "escape, 1b",
    "bell, 7",
    "return, d",
    "delete, 7f",
    "control sequence, 9b",
    "right to left override, 202e",
    "isolate, 2066",
    "line separator, 2028",
    "half a pair, d800",
  })
  void charactersThatCommandTerminals_areReplaced(String name, String hex) {
    log.info("a" + (char) Integer.parseInt(hex, 16) + "b");
    assertEquals("a\uFFFDb", lines.getFirst().message(), name);
  }
}
