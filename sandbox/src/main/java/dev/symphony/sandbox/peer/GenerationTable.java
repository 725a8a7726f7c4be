package dev.symphony.sandbox.peer;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The present generation of every capability that was given to a process, in a file that the kernel
 * alone writes and all others map read-only. A capability is as good as its generation is the
 * present one, so that a single write revokes it, for the next call, wherever that is checked.
 */
public final class GenerationTable implements AutoCloseable {
  /** How many capabilities there can be in the life of a table. */
  public static final int SLOTS = 8192;

  private static final long BYTES = SLOTS * JAVA_LONG.byteSize();
  private static final VarHandle LONG = JAVA_LONG.varHandle();

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private int given;

  private GenerationTable(Path file, MapMode mode, StandardOpenOption... options)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, options)) {
      this.memory = channel.map(mode, 0, BYTES, arena);
    }
  }

  /** A new table, every generation 0. */
  public static GenerationTable create(Path file) throws IOException {
    return new GenerationTable(
        file,
        MapMode.READ_WRITE,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  /** The table of somebody else. */
  public static GenerationTable open(Path file) throws IOException {
    return new GenerationTable(file, MapMode.READ_ONLY, StandardOpenOption.READ);
  }

  /** The present generation of a slot. */
  public long generation(int slot) {
    return (long) LONG.getVolatile(memory, slot * JAVA_LONG.byteSize());
  }

  /** Whether a capability of that generation is good now. */
  public boolean isPresent(int slot, long generation) {
    return slot >= 0 && slot < SLOTS && generation > 0 && generation(slot) == generation;
  }

  /**
   * Gives out a slot that nobody has had.
   *
   * @throws IllegalStateException when there is none left
   */
  public synchronized int give() {
    if (given == SLOTS) {
      throw new IllegalStateException("the table of generations is full");
    }
    LONG.setVolatile(memory, given * JAVA_LONG.byteSize(), 1L);
    return given++;
  }

  /** Ends every capability of a slot; the next call by it is refused. */
  public void revoke(int slot) {
    long _ = (long) LONG.getAndAdd(memory, slot * JAVA_LONG.byteSize(), 1L);
  }

  @Override
  public void close() {
    arena.close();
  }
}
