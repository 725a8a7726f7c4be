package dev.symphony.registry.oci;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The files of a layout in memory, as they come out of an archive or go into one. */
record ArchivedFiles(String name, Map<String, Bytes> files) implements LayoutFiles {
  @Override
  public Optional<Bytes> read(String path, long limit) throws IOException {
    Optional<Bytes> content = Optional.ofNullable(files.get(path));
    if (content.filter(c -> c.length() > limit).isPresent()) {
      throw new IOException(path + " is larger than it can be");
    }
    return content;
  }

  @Override
  public boolean has(String path, long size) {
    Bytes content = files.get(path);
    return content != null && content.length() == size;
  }

  @Override
  public void write(String path, Bytes content) {
    files.put(path, content);
  }
}
