package dev.symphony.sandbox.peer;

import dev.symphony.sandbox.ipc.Lifeline;
import dev.symphony.sandbox.ipc.Link;
import dev.symphony.sandbox.ipc.PeerMessage;
import dev.symphony.sandbox.ipc.SharedMemoryLink;
import dev.symphony.sandbox.jail.Jail;
import dev.symphony.sandbox.jail.JailedLauncher;
import dev.symphony.sandbox.jail.JailedProcess;
import dev.symphony.sandbox.jail.ProcessOutput;
import dev.symphony.sandbox.jail.SharedMemory;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts processes of the house in a jail, each with memory that it shares with this one. */
public final class PeerStarter implements AutoCloseable {
  private final JailedLauncher launcher = new JailedLauncher();
  private final Duration patience;
  private final Consumer<String> log;
  private final Set<Process> starting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * A starter.
   *
   * @param patience how long a process may take to connect
   * @param log takes the first words that a process writes to its standard error
   */
  public PeerStarter(Duration patience, Consumer<String> log) {
    this.patience = patience;
    this.log = log;
  }

  /** A process that was started, and this side's end of the way to it. */
  public record Started(JailedProcess process, SharedMemoryLink<PeerMessage, PeerMessage> link) {}

  /**
   * Starts {@code command}, which connects to {@code socket} by {@link PeerMemory#toStarter}.
   *
   * @throws IOException when it does not, or there is no shared memory here
   */
  public Started start(List<String> command, Jail jail, Path socket) throws IOException {
    SharedMemory memory =
        SharedMemory.create(SharedMemoryLink.memoryBytes())
            .orElseThrow(() -> new IOException("no shared memory here"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket), 1);
      JailedProcess started = launcher.launch(command, jail, Optional.of(memory));
      Process process = started.process();
      starting.add(process);
      if (closed) {
        process.destroyForcibly();
      }
      ProcessOutput.read(process, "process", log);
      Lifeline lifeline = Lifeline.of(accept(server, process));
      return new Started(
          started,
          SharedMemoryLink.ofPeer(
              memory, lifeline, SharedMemoryLink.End.FIRST, Link.USUAL_PATIENCE));
    } catch (InterruptedException e) {
      memory.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting a process", e);
    } catch (IOException e) {
      memory.close();
      throw e;
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  /** Waits for the process; its exit or the end of the time closes the server, and so the wait. */
  private SocketChannel accept(ServerSocketChannel server, Process process) throws IOException {
    CompletableFuture<Void> late =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    var _ = process.onExit().thenRun(() -> closeQuietly(server));
    try {
      return server.accept();
    } catch (IOException e) {
      process.destroyForcibly();
      throw new IOException("the process did not connect", e);
    } finally {
      late.cancel(false);
      starting.remove(process);
    }
  }

  /** Starts nothing more, and ends what has not connected yet. */
  @Override
  public void close() {
    closed = true;
    starting.forEach(Process::destroyForcibly);
  }

  private static void closeQuietly(ServerSocketChannel server) {
    try {
      server.close();
    } catch (IOException e) {
      // It is of no use any more, closed or not.
    }
  }
}
