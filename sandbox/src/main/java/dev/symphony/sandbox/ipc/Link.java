package dev.symphony.sandbox.ipc;

import java.io.IOException;

/**
 * One end of a connection between host and worker.
 *
 * @param <O> what is sent
 * @param <I> what is received
 */
public interface Link<O, I> extends AutoCloseable {
  /**
   * Sends a message, in the order of the calls; waits while too much is on its way. Safe to call
   * from any thread; an interruption does no harm to the link.
   *
   * @throws IOException when the link is closed or the message is longer than a frame can be
   */
  void send(O message) throws IOException;

  /**
   * Waits for the next message; one thread at a time.
   *
   * @throws java.io.EOFException when the other side is gone
   * @throws ProtocolException when what comes is not a message
   */
  I receive() throws IOException;

  /** Closes the link; a waiting {@link #receive} ends with an exception. */
  @Override
  void close();
}
