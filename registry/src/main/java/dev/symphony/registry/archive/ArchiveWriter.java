package dev.symphony.registry.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.ResourcePath;
import dev.symphony.registry.Refused;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Writes archives: the same files always give the same bytes. */
public final class ArchiveWriter {
  private ArchiveWriter() {}

  /**
   * An archive of {@code files}, in the order of the UTF-8 bytes of their paths.
   *
   * @throws Refused {@code archive-path} when a path is not canonical, {@code archive-name-long}
   *     when one does not fit into the format
   */
  public static Bytes write(Map<String, Bytes> files) throws Refused {
    Map<byte[], Map.Entry<String, Bytes>> ordered = new TreeMap<>(Arrays::compareUnsigned);
    files.entrySet().forEach(file -> ordered.put(file.getKey().getBytes(UTF_8), file));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Map.Entry<String, Bytes> file : ordered.values()) {
      out.writeBytes(header(file.getKey(), file.getValue().length()));
      out.writeBytes(file.getValue().toArray());
      out.writeBytes(new byte[ArchiveReader.padding(file.getValue().length())]);
    }
    out.writeBytes(new byte[2 * TarHeader.BLOCK]);
    return Bytes.ofOwnedArray(out.toByteArray());
  }

  private static byte[] header(String path, int size) throws Refused {
    if (ResourcePath.canonical(path).isEmpty()) {
      throw new Refused("archive-path", "'" + path + "' is not a plain relative path");
    }
    return new TarHeader(path, size)
        .encode()
        .orElseThrow(() ->
            new Refused(
                "archive-name-long",
                "'" + path + "' is too long: at most 100 bytes in the last parts, 255 in all"));
  }
}
