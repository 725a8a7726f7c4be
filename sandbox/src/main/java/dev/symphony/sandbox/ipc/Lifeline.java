package dev.symphony.sandbox.ipc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;

/** What tells one end of a link that the other is gone. */
public interface Lifeline extends AutoCloseable {
  /** Waits until the other side is gone, or this one closes the lifeline. */
  void awaitEnd();

  @Override
  void close();

  /** A socket that carries nothing; whatever comes, the connection is over. */
  static Lifeline of(SocketChannel socket) {
    return new Lifeline() {
      @Override
      public void awaitEnd() {
        try {
          int _ = socket.read(ByteBuffer.allocate(1));
        } catch (IOException e) {
          // The end, in another form.
        }
      }

      @Override
      public void close() {
        try {
          socket.close();
        } catch (IOException e) {
          // The descriptor is gone either way, and nobody could do anything about it.
        }
      }
    };
  }

  /** A link whose end somebody else tells, by closing it. */
  static Lifeline untilClosed() {
    CountDownLatch end = new CountDownLatch(1);
    return new Lifeline() {
      @Override
      public void awaitEnd() {
        try {
          end.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }

      @Override
      public void close() {
        end.countDown();
      }
    };
  }
}
