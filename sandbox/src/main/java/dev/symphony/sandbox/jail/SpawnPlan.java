package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/**
 * A {@code posix_spawn} call with everything it needs in native memory, so that the thread that
 * makes it touches no file, class or lock of the host.
 *
 * <p>The process gets an empty environment, a session of its own (no terminal, no signals of the
 * host's process group), no signal blocked or ignored, and no file descriptor but 0, 1 and 2.
 */
final class SpawnPlan implements AutoCloseable {
  private static final int OPAQUE_BYTES = 1024;
  private static final short SET_SIGNAL_DEFAULTS = 0x04;
  private static final short SET_SIGNAL_MASK = 0x08;
  private static final short SET_SESSION = 0x80;
  private static final int SIGNAL_SET_BYTES = 128;
  private static final int ORDINARY_SIGNALS = 0x7FFFFFFF;

  private final SpawnFunctions functions;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment actions = arena.allocate(OPAQUE_BYTES, 16);
  private final MemorySegment attributes = arena.allocate(OPAQUE_BYTES, 16);
  private final MemorySegment pid = arena.allocate(JAVA_INT);
  private final MemorySegment path;
  private final MemorySegment arguments;
  private final MemorySegment environment = strings(List.of());

  /**
   * Prepares the start of {@code command}.
   *
   * @param command the absolute path of an executable, and its arguments
   * @param directory the directory to start in
   * @param streams the pipes that become descriptors 0, 1 and 2
   */
  SpawnPlan(SpawnFunctions functions, List<String> command, Path directory, StandardStreams streams)
      throws IOException {
    this.functions = functions;
    this.path = arena.allocateFrom(command.getFirst());
    this.arguments = strings(command);
    try {
      prepare(directory, streams);
    } catch (IOException refused) {
      arena.close();
      throw refused;
    }
  }

  private void prepare(Path directory, StandardStreams streams) throws IOException {
    short flags = SET_SIGNAL_DEFAULTS | SET_SIGNAL_MASK | SET_SESSION;
    MemorySegment signals = arena.allocate(SIGNAL_SET_BYTES, 8);
    try {
      check((int) functions.actionsInit().invokeExact(actions));
      for (int descriptor = 0; descriptor < StandardStreams.COUNT; descriptor++) {
        int end = streams.childEnd(descriptor);
        check((int) functions.addDup2().invokeExact(actions, end, descriptor));
      }
      MemorySegment name = arena.allocateFrom(directory.toString());
      check((int) functions.addChangeDirectory().invokeExact(actions, name));
      check((int) functions.addCloseFrom().invokeExact(actions, StandardStreams.COUNT));
      check((int) functions.attributesInit().invokeExact(attributes));
      check((int) functions.setSignalMask().invokeExact(attributes, signals));
      signals.set(JAVA_INT, 0, ORDINARY_SIGNALS);
      check((int) functions.setDefaultSignals().invokeExact(attributes, signals));
      check((int) functions.setFlags().invokeExact(attributes, flags));
    } catch (IOException refused) {
      throw refused;
    } catch (Throwable broken) {
      throw new IllegalStateException("posix_spawn could not be prepared", broken);
    }
  }

  /** Starts the process on the current thread; the result is its id or {@code -errno}. */
  long start() {
    try {
      int error =
          (int)
              functions.spawn().invokeExact(pid, path, actions, attributes, arguments, environment);
      return error == 0 ? pid.get(JAVA_INT, 0) : -error;
    } catch (Throwable broken) {
      throw new IllegalStateException("posix_spawn could not be called", broken);
    }
  }

  private MemorySegment strings(List<String> values) {
    MemorySegment array = arena.allocate(ADDRESS, values.size() + 1L);
    for (int i = 0; i < values.size(); i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(values.get(i)));
    }
    return array;
  }

  private static void check(int error) throws IOException {
    Failure.check(-error, "posix_spawn preparation");
  }

  @Override
  public void close() {
    try {
      int ignored = (int) functions.actionsDestroy().invokeExact(actions);
      ignored = (int) functions.attributesDestroy().invokeExact(attributes);
    } catch (Throwable broken) {
      throw new IllegalStateException("posix_spawn could not be tidied up", broken);
    } finally {
      arena.close();
    }
  }
}
