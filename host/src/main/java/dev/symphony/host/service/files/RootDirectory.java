package dev.symphony.host.service.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;

/** An open directory, and the only way down from it: by name, without following links. */
final class RootDirectory implements AutoCloseable {
  private static final Path SELF = Path.of(".");

  private final SecureDirectoryStream<Path> stream;

  private RootDirectory(SecureDirectoryStream<Path> stream) {
    this.stream = stream;
  }

  @SuppressWarnings("StreamResourceLeak") // The open directory is what this object is.
  static RootDirectory open(Path directory) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new RootDirectory(secure);
    }
    stream.close();
    throw new IOException("this platform can't open files relative to a directory");
  }

  /** The directory once more, to iterate over or to walk down from. */
  SecureDirectoryStream<Path> again() throws IOException {
    return stream.newDirectoryStream(SELF, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
