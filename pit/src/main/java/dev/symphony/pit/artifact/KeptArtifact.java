package dev.symphony.pit.artifact;

import dev.symphony.pit.content.ContentDigest;
import java.time.Instant;

/** A version of an artifact as it crosses the gate, see {@link ArtifactRecord}. */
public record KeptArtifact(
    String at, String digest, long size, String mediaType, String by, String name, long version) {

  static KeptArtifact of(ArtifactRecord record) {
    return new KeptArtifact(
        record.at().toString(),
        record.digest().toString(),
        record.size(),
        record.mediaType(),
        record.by(),
        record.name(),
        record.version());
  }

  /** The record that it is the form of. */
  public ArtifactRecord record() {
    return new ArtifactRecord(
        Instant.parse(at),
        ContentDigest.parse(digest).orElseThrow(),
        size,
        mediaType,
        by,
        name,
        version);
  }
}
