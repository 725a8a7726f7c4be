package dev.symphony.host.service.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/**
 * The open directory that a file is in, and the file's name in it.
 *
 * <p>A file is looked at before and after it is opened: a FIFO is not opened at all (that could
 * wait for ever), and a file that is replaced in between counts as not there. Somebody outside who
 * may write in the directory and swaps in a FIFO at the very moment can hold up the one call.
 */
final class OpenParent implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 << 10;

  private final SecureDirectoryStream<Path> directory;
  private final String path;
  private final Path name;

  private OpenParent(SecureDirectoryStream<Path> directory, String path, Path name) {
    this.directory = directory;
    this.path = path;
    this.name = name;
  }

  /** Goes down to the directory of the last of {@code names}. */
  static OpenParent walk(RootDirectory root, String path, String[] names) throws IOException {
    SecureDirectoryStream<Path> current = root.again();
    try {
      for (int i = 0; i < names.length - 1; i++) {
        SecureDirectoryStream<Path> next = enter(current, names[i]);
        current.close();
        current = next;
      }
      return new OpenParent(current, path, Path.of(names[names.length - 1]));
    } catch (IOException | InvalidPathException e) {
      current.close();
      throw e instanceof IOException io ? io : new NoSuchFileException(path);
    }
  }

  static SecureDirectoryStream<Path> enter(SecureDirectoryStream<Path> parent, String name)
      throws IOException {
    return parent.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS);
  }

  static BasicFileAttributes attributes(SecureDirectoryStream<Path> parent, Path name)
      throws IOException {
    return parent
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  BasicFileAttributes regularFile() throws IOException {
    BasicFileAttributes attributes = attributes(directory, name);
    if (!attributes.isRegularFile()) {
      throw FileFailures.notRegular(path);
    }
    return attributes;
  }

  byte[] read(long maxBytes) throws IOException {
    BasicFileAttributes before = regularFile();
    if (before.size() > maxBytes) {
      throw FileFailures.tooLarge(path, maxBytes);
    }
    try (SeekableByteChannel channel =
        directory.newByteChannel(
            name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      if (!Objects.equals(regularFile().fileKey(), before.fileKey())) {
        throw new NoSuchFileException(path);
      }
      return readAll(channel, before.size(), maxBytes);
    }
  }

  private byte[] readAll(SeekableByteChannel channel, long expected, long maxBytes)
      throws IOException {
    ByteBuffer exact = ByteBuffer.allocate((int) expected);
    while (exact.hasRemaining() && channel.read(exact) >= 0) {}
    if (exact.hasRemaining()) {
      return Arrays.copyOf(exact.array(), exact.position());
    }
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    ByteArrayOutputStream grown = new ByteArrayOutputStream();
    while (channel.read(chunk.clear()) > 0) {
      grown.write(chunk.array(), 0, chunk.position());
      if (expected + grown.size() > maxBytes) {
        throw FileFailures.tooLarge(path, maxBytes);
      }
    }
    return grown.size() == 0 ? exact.array() : join(exact.array(), grown);
  }

  private static byte[] join(byte[] head, ByteArrayOutputStream tail) {
    byte[] all = Arrays.copyOf(head, head.length + tail.size());
    System.arraycopy(tail.toByteArray(), 0, all, head.length, tail.size());
    return all;
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
