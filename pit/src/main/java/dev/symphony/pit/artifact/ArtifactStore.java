package dev.symphony.pit.artifact;

import dev.symphony.capabilities.Bytes;
import dev.symphony.pit.content.ContentDigest;
import dev.symphony.pit.content.ContentDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The artifacts of one home: their contents, and the record of who stored what when. */
public final class ArtifactStore implements AutoCloseable {
  private final ContentDirectory contents;
  private final ArtifactRecords records;
  private final InstantSource clock;

  private ArtifactStore(ContentDirectory contents, ArtifactRecords records, InstantSource clock) {
    this.contents = contents;
    this.records = records;
    this.clock = clock;
  }

  /** Opens the store in {@code directory}, made when it is missing. */
  public static ArtifactStore open(Path directory, long maxTotalBytes, InstantSource clock)
      throws IOException {
    Files.createDirectories(directory);
    return of(ContentDirectory.open(directory, maxTotalBytes), directory, clock);
  }

  static ArtifactStore of(ContentDirectory contents, Path directory, InstantSource clock)
      throws IOException {
    return new ArtifactStore(
        contents, ArtifactRecords.open(directory.resolve("records.tsv")), clock);
  }

  /** The store as the extension {@code name} sees it: what it puts is recorded under that name. */
  public Artifacts forExtension(String name) {
    return new ExtensionArtifacts(this, name);
  }

  /**
   * Keeps {@code content} and records that {@code by} stored it.
   *
   * @throws dev.symphony.pit.content.ContentFullException when there is no room
   */
  public StoredArtifact put(String by, String name, String mediaType, Bytes content)
      throws IOException {
    ContentDigest digest = contents.store(content);
    records.append(
        new ArtifactRecord(clock.instant(), digest, content.length(), mediaType, by, name));
    return new StoredArtifact(digest.toString(), content.length());
  }

  /**
   * The content that {@code digest} names, or nothing.
   *
   * @throws dev.symphony.pit.content.ContentCorruptException when it has changed on the disk
   */
  public Optional<Bytes> get(ContentDigest digest) throws IOException {
    return contents.load(digest);
  }

  /**
   * Where the content with {@code digest} is, for people who want to open it; it may not be there.
   */
  public Path path(ContentDigest digest) {
    return contents.path(digest);
  }

  /** Every record, the oldest first. */
  public List<ArtifactRecord> records() throws IOException {
    return records.all();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
