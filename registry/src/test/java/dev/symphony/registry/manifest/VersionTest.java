package dev.symphony.registry.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void versions_areOrderedAsSemanticVersioningSays() {
    List<Version> ordered =
        List.of(
                "0.9.10",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.0+build",
                "1.0.1",
                "1.10.0",
                "2.0.0")
            .stream()
            .map(Version::new)
            .toList();
    List<Version> shuffled = new ArrayList<>(ordered.reversed());
    Collections.sort(shuffled);
    assertEquals(ordered, shuffled);
  }

  @Test
  void whatIsNoVersion_isNone() {
    for (String text : List.of("", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0 ", "1.0.0-", "1.0.0+")) {
      assertEquals(Optional.empty(), Version.parse(text), text);
    }
  }
}
