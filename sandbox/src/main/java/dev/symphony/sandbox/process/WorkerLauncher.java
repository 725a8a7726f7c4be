package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.jail.SharedMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

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
   * @param preparation what it does before it greets
   */
  record WorkerOrder(
      String domain,
      Language language,
      Path socket,
      long maxHeapBytes,
      Optional<RawResources.Room> room,
      Preparation preparation) {}

  /** What a worker does before it greets. */
  enum Preparation {
    /** No more than it has to: somebody waits for it. */
    NONE,
    /** It rehearses: nobody waits for it yet. */
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
