package dev.symphony.sandbox.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FingerprintTest {
  @TempDir Path directory;

  @Test
  void contentCounts_timeDoesNot() throws IOException {
    Path file = Files.writeString(directory.resolve("a.jar"), "one");
    String before = of(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    assertEquals(before, of(file));
    Files.writeString(file, "two");
    assertNotEquals(before, of(file));
  }

  @Test
  void nameOfAFileBelowADirectory_counts() throws IOException {
    Path file = Files.writeString(directory.resolve("A.class"), "same");
    String before = of(directory);
    Files.move(file, directory.resolve("B.class"));
    assertNotEquals(before, of(directory));
  }

  @Test
  void wordsAreNotRunTogether() {
    assertNotEquals(
        new Fingerprint().add("ab").add("c").toShortHex(),
        new Fingerprint().add("a").add("bc").toShortHex());
  }

  private static String of(Path entry) {
    return new Fingerprint().add(List.of(entry)).toShortHex();
  }
}
