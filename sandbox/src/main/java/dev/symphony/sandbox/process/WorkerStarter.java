package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.FromWorkerCodec;
import dev.symphony.sandbox.ipc.Link;
import dev.symphony.sandbox.ipc.SharedMemoryLink;
import dev.symphony.sandbox.ipc.SocketLink;
import dev.symphony.sandbox.ipc.ToWorker;
import dev.symphony.sandbox.ipc.ToWorkerCodec;
import dev.symphony.sandbox.jail.JailedProcess;
import dev.symphony.sandbox.jail.SharedMemory;
import dev.symphony.sandbox.process.WorkerLauncher.LaunchedWorker;
import dev.symphony.sandbox.process.WorkerLauncher.Preparation;
import dev.symphony.sandbox.process.WorkerLauncher.WorkerOrder;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts workers: listens for one, launches it, and greets it. */
final class WorkerStarter {
  private final WorkerLauncher launcher;
  private final Path socketDirectory;
  private final RuntimeSettings settings;
  private final HostWatch watch;
  private final RawResources raw;
  private final Consumer<String> log;
  private final AtomicLong numbers = new AtomicLong();

  WorkerStarter(
      WorkerLauncher launcher,
      Path socketDirectory,
      RuntimeSettings settings,
      HostWatch watch,
      RawResources raw,
      Consumer<String> log) {
    this.launcher = launcher;
    this.socketDirectory = socketDirectory;
    this.settings = settings;
    this.watch = watch;
    this.raw = raw;
    this.log = log;
  }

  /** Starts a worker and waits until it has greeted. */
  WorkerProcess start(WorkerKey key, Preparation preparation) throws GuestStartException {
    Path socket = socketDirectory.resolve("worker-" + numbers.incrementAndGet());
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket), 1);
      Optional<RawResources.Room> room = raw.openRoom();
      LaunchedWorker launched =
          launch(
              new WorkerOrder(
                  key.domain(), key.language(), socket, key.maxHeapBytes(), room, preparation));
      return greeted(launched, key, accept(server, launched), handout(room));
    } catch (IOException e) {
      throw new GuestStartException(
          new GuestError("worker-start", "no process could be started for the guest"), e);
    } finally {
      remove(socket);
    }
  }

  /** Launches a worker; its room goes when it does, or when there is none. */
  private LaunchedWorker launch(WorkerOrder order) throws IOException {
    try {
      LaunchedWorker launched = launcher.launch(order);
      order
          .room()
          .ifPresent(room -> {
            var _ = launched.process().onExit().thenRun(() -> raw.closeRoom(room));
          });
      return launched;
    } catch (IOException | RuntimeException e) {
      order.room().ifPresent(raw::closeRoom);
      throw e;
    }
  }

  private WorkerProcess.Handout handout(Optional<RawResources.Room> room) {
    return new WorkerProcess.Handout() {
      @Override
      public long generation() {
        return raw.generation();
      }

      @Override
      public Optional<WorkerProcess.MappedContent> of(long generation, @Nullable Object answer) {
        return room.flatMap(open -> raw.expose(open, generation, answer).map(e -> mapped(open, e)));
      }
    };
  }

  private static WorkerProcess.MappedContent mapped(
      RawResources.Room room, RawResources.Exposure content) {
    return new WorkerProcess.MappedContent(content, room.table());
  }

  /** Waits for the worker; its exit or the end of the time closes the server, and so the wait. */
  private SocketChannel accept(ServerSocketChannel server, LaunchedWorker launched)
      throws IOException {
    Process process = launched.process();
    var timeout = watch.after(settings.startTimeout(), process::destroyForcibly);
    var _ = process.onExit().thenRun(() -> closeQuietly(server));
    try {
      return server.accept();
    } catch (IOException e) {
      process.destroyForcibly();
      launched.memory().ifPresent(SharedMemory::close);
      throw new IOException("the worker did not connect", e);
    } finally {
      timeout.cancel(false);
    }
  }

  private WorkerProcess greeted(
      LaunchedWorker launched, WorkerKey key, SocketChannel channel, WorkerProcess.Handout handout)
      throws IOException {
    Process process = launched.process();
    Link<ToWorker, FromWorker> link = link(launched, channel);
    FromWorker.Hello hello = greeting(process, key, link);
    log.accept("worker " + process.pid() + " runs " + key + " on " + hello.engine());
    WorkerProcess worker =
        new WorkerProcess(
            process,
            standing(launched, hello).with(Wall.CONTEXT).with(Wall.PROCESS),
            link,
            handout,
            log);
    worker.listen();
    lookAgain(worker);
    return worker;
  }

  private void lookAgain(WorkerProcess worker) {
    var _ =
        watch.after(
            settings.restAfter(),
            () -> {
              if (!worker.gone().isDone()) {
                worker.look();
                lookAgain(worker);
              }
            });
  }

  /** The walls around a worker that says it has put the last one up: as the system confirms it. */
  private static IsolationLabel standing(LaunchedWorker launched, FromWorker.Hello hello) {
    return hello.lockedDown()
        ? new JailedProcess(launched.process(), launched.walls()).observed()
        : launched.walls();
  }

  private static Link<ToWorker, FromWorker> link(LaunchedWorker launched, SocketChannel channel) {
    if (launched.memory().isPresent()) {
      return SharedMemoryLink.ofHost(launched.memory().get(), channel, Link.USUAL_PATIENCE);
    }
    String name = "worker-" + launched.process().pid();
    return SocketLink.over(channel, new ToWorkerCodec(), new FromWorkerCodec(), name);
  }

  /** The worker's first message; it has run no guest yet, so that it can be believed. */
  private FromWorker.Hello greeting(Process process, WorkerKey key, Link<ToWorker, FromWorker> link)
      throws IOException {
    var timeout = watch.after(settings.startTimeout(), process::destroyForcibly);
    try {
      if (link.receive() instanceof FromWorker.Hello hello
          && hello.language().equals(key.language().id())) {
        return hello;
      }
      throw new IOException("the worker does not greet");
    } catch (IOException e) {
      process.destroyForcibly();
      link.close();
      link.discard();
      throw e;
    } finally {
      timeout.cancel(false);
    }
  }

  private static void closeQuietly(ServerSocketChannel server) {
    try {
      server.close();
    } catch (IOException e) {
      // It is of no use any more, closed or not.
    }
  }

  private void remove(Path socket) {
    try {
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      log.accept("a socket cannot be removed: " + e);
    }
  }
}
