package dev.symphony.pit.seal;

import dev.symphony.pit.content.ContentCorruptException;
import dev.symphony.pit.content.ContentDigest;
import dev.symphony.pit.content.ContentFullException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A directory of sealed contents, each under the digest of what it is; equal contents are kept
 * once. A file appears under its name in one step, after its bytes are safe on the disk. One
 * process uses a directory at a time.
 */
public final class SealedContents {
  private final Path objects;
  private final Path incoming;
  private final SealKey key;
  private final SecureRandom random;
  private final long maxTotalBytes;
  private final AtomicLong totalBytes = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();

  private SealedContents(Path directory, SealKey key, SecureRandom random, long maxTotalBytes) {
    this.objects = directory.resolve("sealed");
    this.incoming = directory.resolve("incoming");
    this.key = key;
    this.random = random;
    this.maxTotalBytes = maxTotalBytes;
  }

  /**
   * Opens a directory, made when it is missing, and clears away what an earlier process left
   * unfinished.
   *
   * @param maxTotalBytes the most bytes that all sealed files together may have
   */
  public static SealedContents open(
      Path directory, SealKey key, SecureRandom random, long maxTotalBytes) throws IOException {
    SealedContents contents = new SealedContents(directory, key, random, maxTotalBytes);
    Files.createDirectories(contents.objects);
    Files.createDirectories(contents.incoming);
    try (Stream<Path> left = Files.list(contents.incoming)) {
      for (Path unfinished : left.toList()) {
        Files.delete(unfinished);
      }
    }
    for (Path file : contents.files()) {
      contents.totalBytes.addAndGet(Files.size(file));
    }
    return contents;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.find(objects, 2, (path, a) -> a.isRegularFile())) {
      return files.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A content that is safe on the disk but not under its name yet. */
  public record Incoming(Path file, ContentDigest digest, long size) {}

  /**
   * Seals a content, without giving it its name yet.
   *
   * @throws ContentTooLargeException when it has more than {@code maxBytes}
   * @throws ContentFullException when there is no room
   */
  public Incoming receive(InputStream content, long maxBytes) throws IOException {
    Path file = incoming.resolve(writes.incrementAndGet() + ".part");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      SealedWriter.Written written = SealedWriter.write(content, maxBytes, channel, key, random);
      if (totalBytes.get() + channel.size() > maxTotalBytes) {
        throw new ContentFullException("the store may hold " + maxTotalBytes + " bytes in all");
      }
      return new Incoming(file, written.digest(), written.size());
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e instanceof ContentTooLargeException ? e : ContentFullException.unlessOther(e);
    }
  }

  /** Gives a content its name, unless an intact one has it already. */
  public void accept(Incoming content) throws IOException {
    Path target = path(content.digest());
    if (isIntact(content.digest())) {
      Files.delete(content.file());
      return;
    }
    remove(content.digest());
    Files.createDirectories(target.getParent());
    Files.move(content.file(), target, StandardCopyOption.ATOMIC_MOVE);
    totalBytes.addAndGet(Files.size(target));
    try (FileChannel shelf = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      shelf.force(true);
    }
  }

  /** Whether the content with this name is there and is what its name says. */
  public boolean isIntact(ContentDigest digest) throws IOException {
    try {
      return copy(digest, OutputStream.nullOutputStream());
    } catch (ContentCorruptException e) {
      return false;
    }
  }

  /**
   * Writes a whole content out, checked against its name; false when it is not there.
   *
   * @throws ContentCorruptException when it is not what its name says; what was written is void
   */
  public boolean copy(ContentDigest digest, OutputStream to) throws IOException {
    ContentDigest.Hasher hasher = new ContentDigest.Hasher();
    boolean there = read(digest, 0, Long.MAX_VALUE, hasher.into(to));
    if (there && !hasher.digest().equals(digest)) {
      throw new ContentCorruptException(digest);
    }
    return there;
  }

  /**
   * Writes a part of a content out; false when it is not there.
   *
   * @throws ContentCorruptException when the part is not what was sealed
   */
  public boolean read(ContentDigest digest, long offset, long length, OutputStream to)
      throws IOException {
    try (FileChannel file = FileChannel.open(path(digest), StandardOpenOption.READ)) {
      reader(file, digest).copy(offset, length, new Relay(to));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (RelayException e) {
      throw e.original();
    } catch (ContentCorruptException e) {
      throw e;
    } catch (IOException e) {
      throw new ContentCorruptException(digest);
    }
  }

  /** How many bytes a content has; nothing when it is not there. */
  public Optional<Long> size(ContentDigest digest) throws IOException {
    try (FileChannel file = FileChannel.open(path(digest), StandardOpenOption.READ)) {
      return Optional.of(reader(file, digest).size());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private SealedReader reader(FileChannel file, ContentDigest digest) throws IOException {
    try {
      return new SealedReader(file, key);
    } catch (IOException e) {
      throw new ContentCorruptException(digest);
    }
  }

  /** Removes a content; nothing happens when it is not there. */
  public void remove(ContentDigest digest) throws IOException {
    Path file = path(digest);
    if (Files.exists(file)) {
      totalBytes.addAndGet(-Files.size(file));
      Files.delete(file);
    }
  }

  /** The names of everything that is there. */
  public List<ContentDigest> all() throws IOException {
    List<ContentDigest> digests = new ArrayList<>();
    for (Path file : files()) {
      ContentDigest.parse("sha256:" + file.getFileName()).ifPresent(digests::add);
    }
    return digests;
  }

  /** The bytes that all sealed files together have. */
  public long totalBytes() {
    return totalBytes.get();
  }

  private Path path(ContentDigest digest) {
    return objects.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
  }
}
