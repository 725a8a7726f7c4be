package dev.symphony.pit.content;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A directory of content-addressed files. A file appears under its name in one step, after its
 * bytes are safe on the disk, so that a name never stands for half a content. Equal contents are
 * kept once. One process uses a directory at a time.
 *
 * <p>Layout: {@code objects/ab/abcd...} holds the contents, {@code incoming/} what is being
 * written.
 */
public final class ContentDirectory {
  private final Path objects;
  private final Path incoming;
  private final long maxTotalBytes;
  private final FileWriting writing;
  private final AtomicLong totalBytes = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();

  /** One lock for each shelf, so that equal contents are not written twice at once. */
  private final List<Object> locks = Stream.generate(Object::new).limit(256).toList();

  private ContentDirectory(Path directory, long maxTotalBytes, FileWriting writing) {
    this.objects = directory.resolve("objects");
    this.incoming = directory.resolve("incoming");
    this.maxTotalBytes = maxTotalBytes;
    this.writing = writing;
  }

  /**
   * Opens a directory, made when it is missing, and clears away what an earlier process left
   * unfinished.
   *
   * @param maxTotalBytes the most bytes that all contents together may have
   */
  public static ContentDirectory open(Path directory, long maxTotalBytes) throws IOException {
    return open(directory, maxTotalBytes, FileWriting::durably);
  }

  static ContentDirectory open(Path directory, long maxTotalBytes, FileWriting writing)
      throws IOException {
    ContentDirectory content = new ContentDirectory(directory, maxTotalBytes, writing);
    Files.createDirectories(content.objects);
    Files.createDirectories(content.incoming);
    try (Stream<Path> left = Files.list(content.incoming)) {
      for (Path unfinished : left.toList()) {
        Files.delete(unfinished);
      }
    }
    content.totalBytes.set(size(content.objects));
    return content;
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.find(directory, 2, (p, a) -> a.isRegularFile())) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The bytes that all contents together have. */
  public long totalBytes() {
    return totalBytes.get();
  }

  /**
   * Keeps {@code content}.
   *
   * @return its name
   * @throws ContentFullException when there is no room; nothing is left behind
   */
  public ContentDigest store(Bytes content) throws IOException {
    ContentDigest digest = ContentDigest.of(content);
    synchronized (locks.get(Integer.parseInt(shelf(digest), 16))) {
      if (!isIntact(digest)) {
        add(digest, content);
      }
    }
    return digest;
  }

  private void add(ContentDigest digest, Bytes content) throws IOException {
    reserve(content.length());
    try {
      write(digest, content);
    } catch (IOException e) {
      totalBytes.addAndGet(-content.length());
      throw ContentFullException.unlessOther(e);
    }
  }

  private boolean isIntact(ContentDigest digest) throws IOException {
    try {
      return load(digest).isPresent();
    } catch (ContentCorruptException e) {
      totalBytes.addAndGet(-Files.size(file(digest)));
      Files.delete(file(digest));
      return false;
    }
  }

  private void reserve(long bytes) throws ContentFullException {
    if (totalBytes.addAndGet(bytes) > maxTotalBytes) {
      totalBytes.addAndGet(-bytes);
      throw new ContentFullException("the store may hold " + maxTotalBytes + " bytes in all");
    }
  }

  private void write(ContentDigest digest, Bytes content) throws IOException {
    Path unfinished = incoming.resolve(writes.incrementAndGet() + ".part");
    try {
      try (FileChannel file =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        writing.write(file, content.asBuffer());
      }
      Path target = file(digest);
      Path shelf = objects.resolve(shelf(digest));
      Files.createDirectories(shelf);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      flushDirectory(shelf);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void flushDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * The content with this name, or nothing when it is not there.
   *
   * @throws ContentCorruptException when the bytes on the disk have another digest
   */
  public Optional<Bytes> load(ContentDigest digest) throws IOException {
    try {
      Bytes content = Bytes.ofOwnedArray(Files.readAllBytes(file(digest)));
      if (!ContentDigest.of(content).equals(digest)) {
        throw new ContentCorruptException(digest);
      }
      return Optional.of(content);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static String shelf(ContentDigest digest) {
    return digest.hex().substring(0, 2);
  }

  /** Where the content with {@code digest} is kept, whether it is there or not. */
  public Path path(ContentDigest digest) {
    return file(digest);
  }

  private Path file(ContentDigest digest) {
    return objects.resolve(shelf(digest)).resolve(digest.hex());
  }
}
