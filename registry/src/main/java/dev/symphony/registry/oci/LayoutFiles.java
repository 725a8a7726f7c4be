package dev.symphony.registry.oci;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The files that an image layout consists of, by their paths in it. */
interface LayoutFiles {
  /** Where they are, as a person would name it. */
  String name();

  /** The content of a file of at most {@code limit} bytes; nothing when there is no such file. */
  Optional<Bytes> read(String path, long limit) throws IOException;

  /** Puts a file in place, whole or not at all; others may lose it until it is kept. */
  void write(String path, Bytes content) throws IOException;

  /** Makes durable what was written since the last time. */
  void keep() throws IOException;

  /** The names of the files in a directory. */
  Set<String> names(String directory) throws IOException;

  /** Deletes a file. */
  void delete(String path) throws IOException;
}
