package dev.symphony.pit.artifact;

import dev.symphony.pit.content.ContentDigest;
import java.time.Instant;

/** What is known about a content as it crosses the gate, see {@link ContentFacts}. */
public record KeptFacts(
    String digest,
    long size,
    String stored,
    String lastRead,
    long reads,
    double quality,
    long latest,
    long children,
    boolean held,
    boolean training,
    boolean archived) {

  /** The form of {@code facts}. */
  public static KeptFacts of(ContentFacts facts) {
    return new KeptFacts(
        facts.digest().toString(),
        facts.size(),
        facts.stored().toString(),
        facts.lastRead().toString(),
        facts.reads(),
        facts.quality(),
        facts.latest(),
        facts.children(),
        facts.held(),
        facts.training(),
        facts.archived());
  }

  /** The facts that it is the form of. */
  public ContentFacts facts() {
    return new ContentFacts(
        ContentDigest.parse(digest).orElseThrow(),
        size,
        Instant.parse(stored),
        Instant.parse(lastRead),
        reads,
        quality,
        latest,
        children,
        held,
        training,
        archived);
  }
}
