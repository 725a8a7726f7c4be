package dev.symphony.pit.artifact;

import dev.symphony.pit.content.ContentDigest;
import java.time.Instant;

/**
 * What is known about a content, whatever its names.
 *
 * @param digest which content
 * @param size in bytes
 * @param stored when it was stored last
 * @param lastRead when it was read last, or stored
 * @param reads how often it was read
 * @param quality how good somebody said it is, from 0 to 1; 0.5 when nobody did
 * @param latest how many names it is the latest version of
 * @param children how many contents were made from it
 * @param held whether it is under a legal hold
 * @param training whether it is used for training
 * @param archived whether it is kept for the record only
 */
public record ContentFacts(
    ContentDigest digest,
    long size,
    Instant stored,
    Instant lastRead,
    long reads,
    double quality,
    long latest,
    long children,
    boolean held,
    boolean training,
    boolean archived) {

  /** Whether a name or another content leads to it. */
  public boolean isReferenced() {
    return latest > 0 || children > 0;
  }
}
