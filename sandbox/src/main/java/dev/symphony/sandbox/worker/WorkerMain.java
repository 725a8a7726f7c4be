package dev.symphony.sandbox.worker;

import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.context.GuestEngine;
import dev.symphony.sandbox.ipc.FromWorkerCodec;
import dev.symphony.sandbox.ipc.SocketLink;
import dev.symphony.sandbox.ipc.ToWorkerCodec;
import dev.symphony.sandbox.jail.Seccomp;
import dev.symphony.sandbox.jail.Seccomp.LockDown;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * The main class of worker processes.
 *
 * <pre>
 * WorkerMain --socket PATH LANGUAGE   serves the host that listens there
 * WorkerMain --locked PATH LANGUAGE   does so behind a system call filter
 * WorkerMain --train LANGUAGE         runs a typical guest without a host and ends
 * </pre>
 */
public final class WorkerMain {
  private WorkerMain() {}

  /** Runs the worker; see the class. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    switch (List.of(arguments)) {
      case List<String> a when a.size() == 3 && a.get(0).equals("--socket") ->
          serve(a.get(1), language(a.get(2)), () -> new LockDown.Impossible("not asked for"));
      case List<String> a when a.size() == 3 && a.get(0).equals("--locked") ->
          serve(a.get(1), language(a.get(2)), Seccomp::lockDown);
      case List<String> a when a.size() == 2 && a.get(0).equals("--train") ->
          Training.run(language(a.get(1)));
      default ->
          throw new IllegalArgumentException(
              "--socket PATH LANGUAGE | --locked PATH LANGUAGE | --train LANGUAGE");
    }
  }

  private static Language language(String id) {
    return Language.named(id)
        .orElseThrow(() -> new IllegalArgumentException("unknown language " + id));
  }

  /** The last thing before the first guest. */
  @FunctionalInterface
  private interface LastWall {
    LockDown putUp() throws InterruptedException;
  }

  private static void serve(String socket, Language language, LastWall lastWall)
      throws IOException, InterruptedException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    var link = SocketLink.over(channel, new FromWorkerCodec(), new ToWorkerCodec(), "host");
    GuestEngine engine = GuestEngine.open(language);
    engine.warmUp();
    new Worker(engine, link).serve(lastWall.putUp());
  }
}
