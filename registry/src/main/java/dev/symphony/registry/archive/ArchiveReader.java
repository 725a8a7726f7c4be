package dev.symphony.registry.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.ResourcePath;
import dev.symphony.registry.Refused;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads archives into memory. Accepted is exactly what {@link ArchiveWriter} writes, byte for byte:
 * regular files with canonical paths, each once, in order, in plain ustar headers, two blocks of
 * zeros at the end and nothing behind. There is no compression, so nothing grows while it is read.
 */
public final class ArchiveReader {
  private final byte[] archive;
  private final ArchiveLimits limits;
  private final Map<String, Bytes> files = new LinkedHashMap<>();
  private byte[] last = new byte[0];
  private long total;

  private ArchiveReader(byte[] archive, ArchiveLimits limits) {
    this.archive = archive;
    this.limits = limits;
  }

  /**
   * The files of an archive, by path.
   *
   * @throws Refused {@code archive-malformed}, {@code archive-truncated}, {@code archive-path},
   *     {@code archive-name-long}, {@code archive-link}, {@code archive-device}, {@code
   *     archive-duplicate} or {@code archive-too-large}
   */
  public static Map<String, Bytes> read(Bytes archive, ArchiveLimits limits) throws Refused {
    if (archive.length() > limits.archiveBytes()) {
      throw tooLarge("it has " + archive.length() + " bytes");
    }
    return new ArchiveReader(archive.toArray(), limits).read();
  }

  private Map<String, Bytes> read() throws Refused {
    int at = 0;
    while (!isZero(at)) {
      at = entry(at);
    }
    if (!isZero(at + TarHeader.BLOCK)) {
      throw malformed("it has one block of zeros at the end, not two");
    }
    if (archive.length != at + 2 * TarHeader.BLOCK) {
      throw malformed("something follows its end");
    }
    return files;
  }

  private boolean isZero(int at) throws Refused {
    if (at + TarHeader.BLOCK > archive.length) {
      throw truncated("it ends at byte " + archive.length + " without the mark of the end");
    }
    for (int i = at; i < at + TarHeader.BLOCK; i++) {
      if (archive[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private int entry(int at) throws Refused {
    if (!TarHeader.isUstar(archive, at)) {
      throw malformed("at byte " + at + " there is no header of a plain tar file");
    }
    requireRegular(TarHeader.type(archive, at));
    TarHeader header =
        TarHeader.decode(archive, at)
            .orElseThrow(() -> malformed("the size of an entry is not an octal number"));
    requireName(header.path());
    requireRoom(header);
    int start = at + TarHeader.BLOCK;
    int end = start + (int) header.size();
    int next = end + padding((int) header.size());
    if (next > archive.length) {
      throw truncated("it ends within '" + header.path() + "'");
    }
    byte[] found = Arrays.copyOfRange(archive, at, start);
    if (!header.encode().filter(expected -> Arrays.equals(expected, found)).isPresent()) {
      throw malformed("the header of '" + header.path() + "' is not in the one accepted form");
    }
    requireZeros(end, next);
    files.put(header.path(), Bytes.copyOf(archive, start, (int) header.size()));
    return next;
  }

  private static void requireRegular(char type) throws Refused {
    switch (type) {
      case TarHeader.REGULAR -> {}
      case '1', '2' -> throw new Refused("archive-link", "the archive has a link in it");
      case '3', '4', '6' ->
          throw new Refused("archive-device", "the archive has a device or a pipe in it");
      case 'L', 'K', 'x', 'g' ->
          throw new Refused(
              "archive-name-long", "the archive uses an extension of tar for long names");
      default -> throw malformed("it has an entry of the type '" + type + "'");
    }
  }

  private void requireName(String path) throws Refused {
    if (ResourcePath.canonical(path).isEmpty()) {
      throw new Refused(
          "archive-path", "the archive has a path that leads out of it, or is not canonical");
    }
    byte[] name = path.getBytes(UTF_8);
    int order = Arrays.compareUnsigned(last, name);
    if (order == 0) {
      throw new Refused("archive-duplicate", "the archive has '" + path + "' twice");
    }
    if (order > 0) {
      throw files.containsKey(path)
          ? new Refused("archive-duplicate", "the archive has '" + path + "' twice")
          : malformed("its files are not in order");
    }
    last = name;
  }

  private void requireRoom(TarHeader header) throws Refused {
    total += header.size();
    if (files.size() == limits.files()) {
      throw tooLarge("it has more than " + limits.files() + " files");
    }
    if (header.size() > limits.totalBytes() || total > limits.totalBytes()) {
      throw tooLarge("its files have more than " + limits.totalBytes() + " bytes");
    }
  }

  private void requireZeros(int from, int to) throws Refused {
    for (int i = from; i < to; i++) {
      if (archive[i] != 0) {
        throw malformed("there is something hidden between two files");
      }
    }
  }

  static int padding(int size) {
    return (TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK;
  }

  private static Refused malformed(String what) {
    return new Refused("archive-malformed", "this is not an archive of an extension: " + what);
  }

  private static Refused truncated(String what) {
    return new Refused("archive-truncated", "the archive is cut off: " + what);
  }

  private static Refused tooLarge(String what) {
    return new Refused("archive-too-large", "the archive is larger than allowed: " + what);
  }
}
