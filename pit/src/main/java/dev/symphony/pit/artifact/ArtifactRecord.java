package dev.symphony.pit.artifact;

import dev.symphony.pit.content.ContentDigest;
import java.time.Instant;

/**
 * A version of an artifact: that somebody stored something under a name.
 *
 * @param at when
 * @param digest which content
 * @param size of the content, in bytes
 * @param mediaType what kind of content its maker said it is
 * @param by the extension that stored it
 * @param name the name that its maker gave it
 * @param version which content under that name, counted from 1; the same content again is the same
 *     version when it was the latest
 */
public record ArtifactRecord(
    Instant at,
    ContentDigest digest,
    long size,
    String mediaType,
    String by,
    String name,
    long version) {

  public ArtifactRecord {
    if (hasControls(mediaType) || hasControls(by) || hasControls(name)) {
      throw new IllegalArgumentException("a record has no control characters");
    }
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
