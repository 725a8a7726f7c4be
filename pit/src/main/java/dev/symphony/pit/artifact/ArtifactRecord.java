package dev.symphony.pit.artifact;

import dev.symphony.pit.content.ContentDigest;
import java.time.Instant;

/**
 * That somebody stored something.
 *
 * @param at when
 * @param digest which content
 * @param size of the content, in bytes
 * @param mediaType what kind of content its maker said it is
 * @param by the extension that stored it
 * @param name the name that its maker gave it
 */
public record ArtifactRecord(
    Instant at, ContentDigest digest, long size, String mediaType, String by, String name) {

  public ArtifactRecord {
    if (hasControls(mediaType) || hasControls(by) || hasControls(name)) {
      throw new IllegalArgumentException("a record has no control characters");
    }
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** One line, its fields in the order of declaration with tabs between them. */
  String toLine() {
    return String.join(
        "\t", at.toString(), digest.toString(), Long.toString(size), mediaType, by, name);
  }

  /**
   * Reads what {@link #toLine} wrote.
   *
   * @throws IllegalArgumentException when the line is something else
   */
  static ArtifactRecord ofLine(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 6) {
      throw new IllegalArgumentException("a record has six fields");
    }
    ContentDigest digest =
        ContentDigest.parse(fields[1])
            .orElseThrow(() -> new IllegalArgumentException("a record names a digest"));
    return new ArtifactRecord(
        Instant.parse(fields[0]),
        digest,
        Long.parseLong(fields[2]),
        fields[3],
        fields[4],
        fields[5]);
  }
}
