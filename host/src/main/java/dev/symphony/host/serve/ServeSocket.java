package dev.symphony.host.serve;

import dev.symphony.host.UserError;
import dev.symphony.host.key.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes requests at a Unix socket in the home, which only the owner of the home can reach: each a
 * line, answered by a line, one after the other on a connection. Whoever hangs up takes the request
 * under way back.
 */
public final class ServeSocket implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 256;

  private final Path place;
  private final ServerSocketChannel server;
  private final Requests requests;
  private final Consumer<String> notes;
  private final Duration patience;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final Semaphore answering = new Semaphore(MOST_CONNECTIONS);

  /** Answers requests. */
  public interface Requests {
    /**
     * Begins to answer {@code request}, a line without its end.
     *
     * @param before takes lines that go to whoever asked before the answer does
     */
    Answer answer(String request, Consumer<String> before);
  }

  /**
   * An answer on its way.
   *
   * @param line completes with the answer, a line without its end
   * @param unwanted is told when whoever asked has hung up
   */
  public record Answer(CompletableFuture<String> line, Runnable unwanted) {
    /** One that nobody can stop any more. */
    public static Answer of(CompletableFuture<String> line) {
      return new Answer(line, () -> {});
    }
  }

  private ServeSocket(
      Path place,
      ServerSocketChannel server,
      Requests requests,
      Consumer<String> notes,
      Duration patience) {
    this.place = place;
    this.server = server;
    this.requests = requests;
    this.notes = notes;
    this.patience = patience;
  }

  /** Where the socket of the home in {@code directory} is. */
  public static Path in(Path directory) {
    return directory.resolve("serve").resolve("socket");
  }

  /**
   * Begins to listen.
   *
   * @param home the directory of a home that this host has open
   * @param notes is told what goes wrong with a connection
   * @param patience how long requests under way may take when this is closed
   * @throws UserError {@code serve-socket} when there can be no socket
   */
  public static ServeSocket listen(
      Path home, Requests requests, Consumer<String> notes, Duration patience) throws UserError {
    Path place = in(home);
    try {
      PrivateFiles.createDirectory(place.resolveSibling("").toAbsolutePath());
      Files.deleteIfExists(place);
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(place));
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
      ServeSocket listening = new ServeSocket(place, server, requests, notes, patience);
      Thread.ofPlatform().daemon().name("serve-accept").start(listening::accept);
      return listening;
    } catch (IOException | UnsupportedOperationException e) {
      throw new UserError("serve-socket", "there can be no socket at " + place + ": " + e, e);
    }
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        if (open.size() >= MOST_CONNECTIONS) {
          notes.accept("serve: too many connections, one was refused");
          channel.close();
        } else {
          open.add(channel);
          Thread.ofVirtual().name("serve").start(() -> serve(channel));
        }
      }
    } catch (ClosedChannelException e) {
      // Closing the socket is how listening ends.
    } catch (IOException e) {
      notes.accept("serve: listening ended: " + e.getMessage());
    }
  }

  private void serve(SocketChannel channel) {
    try (channel;
        ExecutorService sending =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("serve-send").factory())) {
      InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
      OutputStream out = Channels.newOutputStream(channel);
      String request = Lines.read(in);
      while (!request.isEmpty()) {
        CompletableFuture<String> next;
        answering.acquireUninterruptibly();
        try {
          next = answer(request, in, line -> sent(sending, out, line));
        } finally {
          answering.release();
        }
        request = next.join();
      }
    } catch (ClosedChannelException e) {
      // The host ends, or the other side has what it wanted.
    } catch (IOException e) {
      notes.accept("serve: a connection ended: " + e.getMessage());
    } finally {
      open.remove(channel);
    }
  }

  /** Has a request answered, and hears the next one: who hangs up meanwhile wants no answer. */
  private CompletableFuture<String> answer(
      String request, InputStream in, Function<String, CompletableFuture<Void>> send) {
    Answer answer =
        requests.answer(
            request,
            line -> {
              var _ = send.apply(line);
            });
    CompletableFuture<String> next = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("serve-hear")
        .start(() -> {
          String line = next(in);
          if (line.isEmpty()) {
            answer.unwanted().run();
          }
          next.complete(line);
        });
    send.apply(answer.line().join()).join();
    return next;
  }

  private static String next(InputStream in) {
    try {
      return Lines.read(in);
    } catch (IOException e) {
      return "";
    }
  }

  /** Sends behind what is being sent, so that nobody waits for a slow reader but its own answer. */
  private static CompletableFuture<Void> sent(
      ExecutorService sending, OutputStream out, String line) {
    try {
      return CompletableFuture.runAsync(() -> send(out, line), sending);
    } catch (RejectedExecutionException e) {
      // The connection has ended.
      return CompletableFuture.completedFuture(null);
    }
  }

  private static void send(OutputStream out, String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Nobody wants it any more.
    }
  }

  /** Takes no more connections, lets requests under way end, and hangs up. */
  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(place);
      if (!answering.tryAcquire(MOST_CONNECTIONS, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        notes.accept("serve: calls under way are cancelled");
      }
      for (SocketChannel channel : open) {
        channel.close();
      }
    } catch (IOException e) {
      notes.accept("serve: the socket can't be taken away: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
