package dev.symphony.conductor.control;

import java.nio.ByteBuffer;

/** Makes batch buffers: memory that another process can map. */
@FunctionalInterface
public interface Buffers {
  /**
   * Memory with a name.
   *
   * @param name what the other process maps
   */
  record Shared(String name, ByteBuffer memory, Runnable release) {}

  /** New memory of a size, all zeros. */
  Shared allocate(int bytes);
}
