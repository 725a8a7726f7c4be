package dev.symphony.registry.oci;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.util.Optional;

/** The files that an image layout consists of, by their paths in it. */
interface LayoutFiles {
  /** Where they are, as a person would name it. */
  String name();

  /** The content of a file of at most {@code limit} bytes; nothing when there is no such file. */
  Optional<Bytes> read(String path, long limit) throws IOException;

  /** Whether there is a file of that size. */
  boolean has(String path, long size) throws IOException;

  /** Puts a file in place, whole or not at all. */
  void write(String path, Bytes content) throws IOException;
}
