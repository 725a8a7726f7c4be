package dev.symphony.registry.oci;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The files of a layout in memory, as they come out of an archive or go into one. */
record ArchivedFiles(String name, Map<String, Bytes> files) implements LayoutFiles {
  @Override
  public synchronized Optional<Bytes> read(String path, long limit) throws IOException {
    Optional<Bytes> content = Optional.ofNullable(files.get(path));
    if (content.filter(c -> c.length() > limit).isPresent()) {
      throw new IOException(path + " is larger than it can be");
    }
    return content;
  }

  @Override
  public synchronized void write(String path, Bytes content) {
    files.put(path, content);
  }

  @Override
  public void keep() {
    // There is nothing more durable than this.
  }

  @Override
  public synchronized Set<String> names(String directory) {
    return files.keySet().stream()
        .filter(path -> path.startsWith(directory + "/"))
        .map(path -> path.substring(directory.length() + 1))
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized void delete(String path) {
    files.remove(path);
  }
}
