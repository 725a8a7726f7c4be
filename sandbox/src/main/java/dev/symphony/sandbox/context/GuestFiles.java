package dev.symphony.sandbox.context;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;

/** The files of a program as all the files there are: read-only, in memory, below {@code /}. */
final class GuestFiles implements FileSystem {
  private static final Path ROOT = Path.of("/");

  private volatile Map<String, Bytes> files = Map.of();

  /** From now on these are the files; there are none before. */
  void become(Map<String, Bytes> given) {
    files = given;
  }

  private static String key(Path path) {
    return ROOT.relativize(ROOT.resolve(path).normalize()).toString();
  }

  private Bytes content(Path path) throws NoSuchFileException {
    Bytes content = files.get(key(path));
    if (content == null) {
      throw new NoSuchFileException(key(path));
    }
    return content;
  }

  @Override
  public Path parsePath(URI uri) {
    // A name as node:test is no path, and stands for itself.
    return Path.of(uri.isOpaque() ? uri.toString() : uri.getPath());
  }

  @Override
  public Path parsePath(String path) {
    return Path.of(path);
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
      throws IOException {
    if (modes.contains(AccessMode.WRITE) || modes.contains(AccessMode.EXECUTE)) {
      throw new SecurityException("read-only");
    }
    content(path);
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) {
    throw new SecurityException("read-only");
  }

  @Override
  public void delete(Path path) {
    throw new SecurityException("read-only");
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (options.stream().anyMatch(o -> o != StandardOpenOption.READ)) {
      throw new SecurityException("read-only");
    }
    return new Content(content(path).asBuffer());
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) {
    throw new SecurityException("directories are not listed");
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return ROOT.resolve(path);
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    content(path);
    return ROOT.resolve(path).normalize();
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return Map.of(
        "isRegularFile",
        true,
        "isDirectory",
        false,
        "isSymbolicLink",
        false,
        "isOther",
        false,
        "size",
        (long) content(path).length());
  }

  /** A file that is open for reading. */
  private static final class Content implements SeekableByteChannel {
    private final ByteBuffer bytes;

    Content(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer target) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      int count = Math.min(bytes.remaining(), target.remaining());
      target.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public long position() {
      return bytes.position();
    }

    @Override
    public SeekableByteChannel position(long position) {
      bytes.position((int) Math.min(position, bytes.limit()));
      return this;
    }

    @Override
    public long size() {
      return bytes.limit();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}
