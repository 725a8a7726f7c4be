package dev.symphony.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
  @Test
  void durations_haveUnits() {
    assertEquals(Duration.ofMillis(100), Quantities.duration("100ms"));
    assertEquals(Duration.ofSeconds(90), Quantities.duration("1.5m"));
    assertEquals(Duration.ofHours(2), Quantities.duration("2h"));
    assertEquals(Duration.ofNanos(1_500), Quantities.duration("1.5us"));
  }

  @Test
  void sizes_arePowersOf1024() {
    assertEquals(64L << 20, Quantities.bytes("64m"));
    assertEquals(512, Quantities.bytes("512b"));
    assertEquals(3L << 29, Quantities.bytes("1.5g"));
    assertEquals(8L << 10, Quantities.bytes("8KiB"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20",
        "s",
        "-1s",
        "0s",
        "1 s",
        "1e3s",
        "9999999999999s",
        "999999999999h",
        "١s"
      })
  void malformedDurations_areRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Quantities.duration(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "64", "m", "-1m", "0m", "64mb", "0.1b", "999999999999g"})
  void malformedSizes_areRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Quantities.bytes(text));
  }

  @Test
  void nearest_isTheNameWithFewDifferences() {
    List<String> known = List.of("reason", "resource", "operations");
    assertEquals(Optional.of("reason"), Nearest.to("raeson", known));
    assertEquals(Optional.of("resource"), Nearest.to("resources", known));
    assertEquals(Optional.empty(), Nearest.to("colour", known));
  }
}
