package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.jail.SharedMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts worker processes. */
@FunctionalInterface
public interface WorkerLauncher {
  /**
   * Starts a worker, which then connects to the socket of the order.
   *
   * @throws IOException when the process cannot be started
   */
  LaunchedWorker launch(WorkerOrder order) throws IOException;

  /**
   * An order for a worker.
   *
   * @param domain the trust domain of its guests, for logs
   * @param language the language of its guests
   * @param socket the Unix domain socket on which the host listens for it
   * @param maxHeapBytes the size of its heap, the runtime's own need included
   * @param room what it may read beside its own runtime, if anything
   * @param preparation what it does until its first guest comes
   */
  record WorkerOrder(
      String domain,
      Language language,
      Path socket,
      long maxHeapBytes,
      Optional<RawResources.Room> room,
      Preparation preparation) {
    /**
     * The arguments of the worker's main class.
     *
     * @param way how it reaches its host: {@code --socket}, {@code --locked} or {@code --shared}
     */
    List<String> arguments(String way) {
      List<String> usual = List.of(way, socket.toString(), language.id());
      return preparation == Preparation.REHEARSED
          ? Stream.concat(usual.stream(), Stream.of("rehearsed")).toList()
          : usual;
    }
  }

  /** What a worker does until its first guest comes. */
  enum Preparation {
    /** Nothing: the guest is about to come. */
    NONE,
    /** It rehearses: nobody may need it for long. */
    REHEARSED
  }

  /**
   * A worker that was started.
   *
   * @param process its process
   * @param walls the walls that stand around it as a process
   * @param memory what it shares with this process, if anything
   */
  record LaunchedWorker(Process process, IsolationLabel walls, Optional<SharedMemory> memory) {
    /** A worker that shares no memory. */
    public LaunchedWorker(Process process, IsolationLabel walls) {
      this(process, walls, Optional.empty());
    }
  }
}
