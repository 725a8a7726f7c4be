package dev.symphony.pit.artifact;

import dev.symphony.capabilities.Bytes;
import dev.symphony.pit.content.ContentCorruptException;
import dev.symphony.pit.content.ContentDigest;
import dev.symphony.pit.seal.SealKey;
import dev.symphony.pit.seal.SealedContents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The artifacts of one home: their contents, sealed, and the index of what is known about them.
 *
 * <p>A content gets its name and its entry in the index under the same lock under which one is
 * removed, so that what is being stored can't be deleted at the same time.
 */
public final class ArtifactStore implements AutoCloseable {
  private final SealedContents contents;
  private final ArtifactIndex index;
  private final InstantSource clock;
  private final Object changes = new Object();

  private ArtifactStore(SealedContents contents, ArtifactIndex index, InstantSource clock) {
    this.contents = contents;
    this.index = index;
    this.clock = clock;
  }

  /**
   * What a store is opened with.
   *
   * @param key the contents are encrypted under it
   * @param random makes the salts of files
   * @param maxTotalBytes the most bytes that all sealed files together may have
   */
  public record Settings(
      SealKey key, SecureRandom random, long maxTotalBytes, InstantSource clock) {}

  /**
   * Opens the store in {@code directory}, made when it is missing; what is there in the earlier
   * layout, without encryption, is taken over.
   */
  public static ArtifactStore open(Path directory, Settings settings) throws IOException {
    Files.createDirectories(directory);
    SealedContents contents =
        SealedContents.open(directory, settings.key(), settings.random(), settings.maxTotalBytes());
    ArtifactStore store =
        new ArtifactStore(
            contents, ArtifactIndex.open(directory.resolve("index.sqlite")), settings.clock());
    try {
      new EarlierLayout(directory).takeOver(store::takeOver);
      return store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private void takeOver(Draft draft, Bytes content, Instant at) throws IOException {
    var _ = put(draft, new ByteArrayInputStream(content.toArray()), content.length(), at);
  }

  /** The store as the extension {@code name} sees it: what it puts is recorded under that name. */
  public Artifacts forExtension(String name) {
    return new ExtensionArtifacts(new StoreKeeper(this), name);
  }

  /**
   * Keeps what {@code content} has to say, in constant memory.
   *
   * @throws dev.symphony.pit.content.ContentFullException when there is no room
   * @throws dev.symphony.pit.seal.ContentTooLargeException when it has more than {@code maxBytes}
   */
  public ArtifactRecord put(Draft draft, InputStream content, long maxBytes) throws IOException {
    return put(draft, content, maxBytes, clock.instant());
  }

  private ArtifactRecord put(Draft draft, InputStream content, long maxBytes, Instant at)
      throws IOException {
    SearchedText text = SearchedText.of(draft.mediaType(), content);
    SealedContents.Incoming incoming = contents.receive(text.stream(), maxBytes);
    synchronized (changes) {
      contents.accept(incoming);
      return index.add(draft, incoming.digest(), incoming.size(), text.words(), at);
    }
  }

  /** Keeps {@code content}. */
  public ArtifactRecord put(Draft draft, Bytes content) throws IOException {
    return put(draft, new ByteArrayInputStream(content.toArray()), content.length());
  }

  /**
   * The content that {@code digest} names, or nothing; the read is recorded.
   *
   * @throws ContentCorruptException when it has changed on the disk
   */
  public Optional<Bytes> get(ContentDigest digest, String reader) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return copy(digest, reader, bytes)
        ? Optional.of(Bytes.ofOwnedArray(bytes.toByteArray()))
        : Optional.empty();
  }

  /**
   * Writes a whole content out, in constant memory; false when it is not there.
   *
   * @throws ContentCorruptException when it has changed; what was written is void
   */
  public boolean copy(ContentDigest digest, String reader, OutputStream to) throws IOException {
    boolean there = contents.copy(digest, to);
    if (there) {
      index.read(digest, reader, clock.instant());
    }
    return there;
  }

  /** Writes a part of a content out; false when it is not there. */
  public boolean range(
      ContentDigest digest, String reader, long offset, long length, OutputStream to)
      throws IOException {
    boolean there = contents.read(digest, offset, length, to);
    if (there) {
      index.read(digest, reader, clock.instant());
    }
    return there;
  }

  /** Every version, the oldest first. */
  public List<ArtifactRecord> records() throws IOException {
    return index.all();
  }

  /** The versions under a name, the latest first. */
  public List<ArtifactRecord> named(String name) throws IOException {
    return index.named(name);
  }

  /** The versions in whose name or text all the words occur, the best match first. */
  public List<ArtifactRecord> search(String words) throws IOException {
    return words.isBlank() ? List.of() : index.search(words);
  }

  /** What a content was made from. */
  public List<ContentDigest> parents(ContentDigest digest) throws IOException {
    return index.lineage(digest, ArtifactIndex.Direction.PARENTS);
  }

  /** What was made from a content. */
  public List<ContentDigest> children(ContentDigest digest) throws IOException {
    return index.lineage(digest, ArtifactIndex.Direction.CHILDREN);
  }

  /** Who read a content, the latest first. */
  public List<ReadRecord> readers(ContentDigest digest) throws IOException {
    return index.readers(digest);
  }

  /** Sets a mark of a content; false when there is no such content. */
  public boolean mark(ContentDigest digest, Mark mark, double value) throws IOException {
    return index.mark(digest, mark, value);
  }

  /** What is known about one content. */
  public Optional<ContentFacts> facts(ContentDigest digest) throws IOException {
    return index.facts(digest);
  }

  /** What is known about every content. */
  public List<ContentFacts> facts() throws IOException {
    return index.facts();
  }

  /**
   * Deletes a content, if it is there and {@code condition} holds of it at that very moment.
   *
   * @return whether it was deleted
   */
  public boolean deleteIf(ContentDigest digest, Predicate<ContentFacts> condition)
      throws IOException {
    synchronized (changes) {
      Optional<ContentFacts> facts = index.facts(digest);
      if (facts.isEmpty() || facts.get().held() || !condition.test(facts.get())) {
        return false;
      }
      index.remove(digest);
      contents.remove(digest);
      return true;
    }
  }

  /** Deletes the files that no entry of the index leads to, and says which. */
  public List<ContentDigest> deleteOrphans() throws IOException {
    synchronized (changes) {
      List<ContentDigest> orphans = orphans();
      for (ContentDigest orphan : orphans) {
        contents.remove(orphan);
      }
      return orphans;
    }
  }

  /** The files that no entry of the index leads to. */
  public List<ContentDigest> orphans() throws IOException {
    synchronized (changes) {
      Set<ContentDigest> known = new LinkedHashSet<>();
      index.facts().forEach(facts -> known.add(facts.digest()));
      return contents.all().stream().filter(digest -> !known.contains(digest)).toList();
    }
  }

  /** The contents that are missing or have changed. */
  public List<ContentDigest> damaged() throws IOException {
    List<ContentDigest> damaged = new ArrayList<>();
    for (ContentFacts facts : index.facts()) {
      if (!contents.isIntact(facts.digest())) {
        damaged.add(facts.digest());
      }
    }
    return damaged;
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
