package dev.symphony.pit.artifact;

import dev.symphony.pit.content.ContentFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The file of all artifact records, one line each, only ever appended to. A line that a crash cut
 * short is cut off when the file is opened.
 */
final class ArtifactRecords implements AutoCloseable {
  private final Path path;
  private final FileChannel file;

  private ArtifactRecords(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  static ArtifactRecords open(Path path) throws IOException {
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    file.truncate(endOfLastLine(file));
    return new ArtifactRecords(path, file);
  }

  private static long endOfLastLine(FileChannel file) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long end = file.size(); end > 0; end--) {
      file.read(one.clear(), end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }

  synchronized void append(ArtifactRecord entry) throws IOException {
    long before = file.size();
    ByteBuffer line = StandardCharsets.UTF_8.encode(entry.toLine() + "\n");
    try {
      for (long at = before; line.hasRemaining(); ) {
        at += file.write(line, at);
      }
      file.force(false);
    } catch (IOException e) {
      file.truncate(before);
      throw ContentFullException.unlessOther(e);
    }
  }

  synchronized List<ArtifactRecord> all() throws IOException {
    try (var lines = Files.lines(path)) {
      return lines.map(ArtifactRecord::ofLine).toList();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
