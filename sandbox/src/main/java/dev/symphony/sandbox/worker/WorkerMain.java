package dev.symphony.sandbox.worker;

import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.context.GuestEngine;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.FromWorkerCodec;
import dev.symphony.sandbox.ipc.Link;
import dev.symphony.sandbox.ipc.SharedMemoryLink;
import dev.symphony.sandbox.ipc.SocketLink;
import dev.symphony.sandbox.ipc.ToWorker;
import dev.symphony.sandbox.ipc.ToWorkerCodec;
import dev.symphony.sandbox.jail.Seccomp;
import dev.symphony.sandbox.jail.Seccomp.LockDown;
import dev.symphony.sandbox.jail.SharedMemory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/**
 * The main class of worker processes.
 *
 * <pre>
 * WorkerMain --socket PATH LANGUAGE [rehearsed]   serves the host that listens there
 * WorkerMain --locked PATH LANGUAGE [rehearsed]   does so behind a system call filter
 * WorkerMain --shared PATH LANGUAGE [rehearsed]   as before, with frames in the memory that is its standard input
 * WorkerMain --train LANGUAGE                     runs a typical guest without a host and ends
 * </pre>
 *
 * <p>With {@code rehearsed} it rehearses until its first guest comes.
 */
public final class WorkerMain {
  private static final String REHEARSED = "rehearsed";
  private static final int STANDARD_INPUT = 0;
  private static final LockDown NOT_ASKED_FOR = new LockDown.Impossible("not asked for");

  private WorkerMain() {}

  /** Runs the worker; see the class. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> given = List.of(arguments);
    boolean rehearsed = given.size() == 4 && given.getLast().equals(REHEARSED);
    switch (rehearsed ? given.subList(0, 3) : given) {
      case List<String> a when a.size() == 3 && a.get(0).equals("--socket") ->
          worker(socketLink(a.get(1)), a.get(2), rehearsed).serve(NOT_ASKED_FOR);
      case List<String> a when a.size() == 3 && a.get(0).equals("--locked") ->
          worker(socketLink(a.get(1)), a.get(2), rehearsed).serve(Seccomp.lockDown());
      case List<String> a when a.size() == 3 && a.get(0).equals("--shared") ->
          worker(sharedLink(a.get(1)), a.get(2), rehearsed).serve(Seccomp.lockDown());
      case List<String> a when a.size() == 2 && a.get(0).equals("--train") ->
          Training.run(language(a.get(1)));
      default ->
          throw new IllegalArgumentException(
              "--socket|--locked|--shared PATH LANGUAGE [rehearsed] | --train LANGUAGE");
    }
  }

  private static Language language(String id) {
    return Language.named(id)
        .orElseThrow(() -> new IllegalArgumentException("unknown language " + id));
  }

  private static Link<FromWorker, ToWorker> socketLink(String socket) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    return SocketLink.over(channel, new FromWorkerCodec(), new ToWorkerCodec(), "host");
  }

  private static Link<FromWorker, ToWorker> sharedLink(String socket) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    SharedMemory memory = SharedMemory.inherited(STANDARD_INPUT, SharedMemoryLink.memoryBytes());
    return SharedMemoryLink.ofWorker(memory, channel, Duration.ZERO);
  }

  private static Worker worker(
      Link<FromWorker, ToWorker> link, String language, boolean rehearsed) {
    Worker.Beginning beginning = rehearsed ? Worker.Beginning.REHEARSED : Worker.Beginning.AT_ONCE;
    return new Worker(GuestEngine.open(language(language)), link, beginning);
  }
}
