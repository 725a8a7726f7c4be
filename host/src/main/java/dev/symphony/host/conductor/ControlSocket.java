package dev.symphony.host.conductor;

import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.control.Conversation;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Listens for Conductors at a Unix socket: a thread for each connection, few connections, and
 * little time to present a token.
 */
public final class ControlSocket implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 8;
  private static final Duration TO_PRESENT = Duration.ofSeconds(10);
  private static final Duration TO_END = Duration.ofSeconds(5);

  private final ServerSocketChannel server;
  private final Supplier<Conversation> conversations;
  private final Consumer<String> notes;
  private final Map<SocketChannel, Thread> open = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timers =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("conductor-timers").factory());

  private ControlSocket(
      ServerSocketChannel server, Supplier<Conversation> conversations, Consumer<String> notes) {
    this.server = server;
    this.conversations = conversations;
    this.notes = notes;
  }

  /**
   * Begins to listen.
   *
   * @param notes is told what goes wrong with a connection
   */
  public static ControlSocket listen(
      Path socket, Supplier<Conversation> conversations, Consumer<String> notes)
      throws IOException {
    Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    ControlSocket listening = new ControlSocket(server, conversations, notes);
    Thread.ofPlatform().daemon().name("conductor-accept").start(listening::accept);
    return listening;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        if (open.size() >= MOST_CONNECTIONS) {
          notes.accept("conductor: too many connections, one was refused");
          channel.close();
        } else {
          Thread serving =
              Thread.ofPlatform().daemon().name("conductor").unstarted(() -> serve(channel));
          open.put(channel, serving);
          serving.start();
        }
      }
    } catch (ClosedChannelException e) {
      // Closing the socket is how listening ends.
    } catch (IOException e) {
      notes.accept("conductor: listening ended: " + e.getMessage());
    }
  }

  private void serve(SocketChannel channel) {
    ScheduledFuture<?> late =
        timers.schedule(() -> hangUp(channel), TO_PRESENT.toMillis(), TimeUnit.MILLISECONDS);
    Conversation conversation = conversations.get();
    try (channel) {
      send(channel, conversation.greeting());
      Conversation.End end = Conversation.End.OPEN;
      while (end == Conversation.End.OPEN) {
        byte[] frame = receive(channel, conversation.limit());
        if (frame.length == 0) {
          return;
        }
        late.cancel(false);
        end = answer(channel, conversation, frame);
      }
    } catch (ClosedChannelException e) {
      note("conductor: a connection was closed that presented no token in time");
    } catch (IOException e) {
      note("conductor: a connection ended: " + e.getMessage());
    } finally {
      late.cancel(false);
      int left = conversation.end();
      if (left > 0) {
        note("conductor: a connection ended with batches open: " + left);
      }
      open.remove(channel);
    }
  }

  /** Tells what the other side did; that connections end when listening does is no news. */
  private void note(String text) {
    if (server.isOpen()) {
      notes.accept(text);
    }
  }

  private Conversation.End answer(SocketChannel channel, Conversation conversation, byte[] frame)
      throws IOException {
    Conversation.Reply reply = conversation.take(frame);
    if (reply.end() == Conversation.End.CLOSED) {
      notes.accept("conductor: a connection was refused: " + reply.reason());
    }
    send(channel, reply.frame());
    return reply.end();
  }

  private static void hangUp(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is gone either way.
    }
  }

  private static void send(SocketChannel channel, Bytes frame) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + frame.length());
    out.putInt(frame.length()).put(frame.asBuffer()).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** The next frame; empty at the end of the connection. */
  private static byte[] receive(SocketChannel channel, int limit) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(Integer.BYTES);
    if (!fill(channel, head)) {
      return new byte[0];
    }
    int length = head.flip().getInt();
    if (length < 1 || length > limit) {
      throw new IOException("a frame of " + Integer.toUnsignedString(length) + " bytes");
    }
    ByteBuffer frame = ByteBuffer.allocate(length);
    return fill(channel, frame) ? frame.array() : new byte[0];
  }

  private static boolean fill(SocketChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
    timers.shutdownNow();
    open.keySet().forEach(ControlSocket::hangUp);
    open.values().forEach(ControlSocket::awaitEnd);
  }

  /** Waits for the end of a connection, so that nothing of it comes after the socket is closed. */
  private static void awaitEnd(Thread serving) {
    try {
      serving.join(TO_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
