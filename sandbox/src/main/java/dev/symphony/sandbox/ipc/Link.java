package dev.symphony.sandbox.ipc;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * One end of a connection between host and worker.
 *
 * @param <O> what is sent
 * @param <I> what is received
 */
public interface Link<O, I> extends AutoCloseable {
  /** How long it pays to look for a message instead of sleeping; no time on a single processor. */
  Duration USUAL_PATIENCE =
      Runtime.getRuntime().availableProcessors() > 1 ? Duration.ofNanos(25_000) : Duration.ZERO;

  /**
   * Sends a message, in the order of the calls; waits while too much is on its way. Safe to call
   * from any thread; an interruption does no harm to the link.
   *
   * @throws IOException when the link is closed or the message is longer than a frame can be
   */
  void send(O message) throws IOException;

  /** Takes a message in. */
  @FunctionalInterface
  interface Taker<I> {
    void take(I message) throws IOException;
  }

  /**
   * Waits for the next message and hands it on; one thread at a time. No thread takes a later
   * message in before that is done: messages are taken in in the order in which they were sent.
   *
   * @throws java.io.EOFException when the other side is gone
   * @throws ProtocolException when what comes is not a message
   */
  void receive(Taker<I> taker) throws IOException;

  /** As before, for a thread beside which no other takes messages in. */
  default I receive() throws IOException {
    AtomicReference<I> received = new AtomicReference<>();
    receive(received::set);
    return received.get();
  }

  /**
   * Takes messages in on this thread, as long as they come in quick succession and there are not
   * {@code enough} of them; for a thread that would wait for one of them anyway.
   *
   * @param patience how long to look for the next message
   * @return false when nothing was done: another thread takes them in, or the link is not made for
   *     it
   * @throws IOException as {@link #receive(Taker)} does
   */
  default boolean pump(Taker<I> taker, BooleanSupplier enough, Patience patience)
      throws IOException {
    return false;
  }

  /** Gives back what the link holds, when nobody receives any more. */
  default void discard() {}

  /** Closes the link; a waiting {@link #receive(Taker)} ends with an exception. */
  @Override
  void close();
}
