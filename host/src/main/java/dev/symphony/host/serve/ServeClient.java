package dev.symphony.host.serve;

import dev.symphony.host.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** A connection to the host that serves a home. */
public final class ServeClient implements AutoCloseable {
  private final SocketChannel channel;
  private final InputStream in;

  private ServeClient(SocketChannel channel) {
    this.channel = channel;
    this.in = new BufferedInputStream(Channels.newInputStream(channel));
  }

  /** Connects to the host that serves the home in a directory; nothing when none does. */
  public static Optional<ServeClient> connect(Path home) {
    Path place = ServeSocket.in(home);
    if (!Files.exists(place)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ServeClient(SocketChannel.open(UnixDomainSocketAddress.of(place))));
    } catch (IOException e) {
      // Nobody listens there any more.
      return Optional.empty();
    }
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param request a line without its end
   * @throws UserError {@code serve-ended} when the host ends before it has answered
   */
  public String ask(String request) throws UserError {
    return ask(request, line -> false);
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param request a line without its end
   * @param before takes what comes before the answer, and says no to what is the answer
   * @throws UserError {@code serve-ended} when the host ends before it has answered
   */
  public String ask(String request, Predicate<String> before) throws UserError {
    try {
      ByteBuffer line = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      String answer = Lines.read(in);
      while (!answer.isEmpty() && before.test(answer)) {
        answer = Lines.read(in);
      }
      if (!answer.isEmpty()) {
        return answer;
      }
    } catch (IOException e) {
      throw new UserError("serve-ended", "the host that serves this home hung up: " + e, e);
    }
    throw new UserError("serve-ended", "the host that serves this home ended");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
