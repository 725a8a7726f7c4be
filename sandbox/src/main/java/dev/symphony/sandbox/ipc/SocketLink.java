package dev.symphony.sandbox.ipc;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A link over a Unix domain socket: each frame follows its length, four bytes, most significant
 * first. One thread of the link does all the writing, many frames at a time, because an
 * interruption of a thread that writes would close the channel.
 *
 * @param <O> what is sent
 * @param <I> what is received
 */
public final class SocketLink<O, I> implements Link<O, I> {
  private static final int BUFFER_BYTES = 256 << 10;
  private static final long MOST_PENDING_BYTES = 2L * FrameCodec.MAX_FRAME_BYTES;

  private final SocketChannel channel;
  private final FrameCodec<O> outgoing;
  private final FrameCodec<I> incoming;
  private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Queue<byte[]> pending = new ArrayDeque<>();
  private long pendingBytes;
  private boolean closed;

  private SocketLink(SocketChannel channel, FrameCodec<O> outgoing, FrameCodec<I> incoming) {
    this.channel = channel;
    this.outgoing = outgoing;
    this.incoming = incoming;
  }

  /** A link over {@code channel}, which belongs to the link from now on. */
  public static <O, I> SocketLink<O, I> over(
      SocketChannel channel, FrameCodec<O> outgoing, FrameCodec<I> incoming, String name) {
    SocketLink<O, I> link = new SocketLink<>(channel, outgoing, incoming);
    Thread.ofPlatform().daemon().name(name + "-writer").start(link::write);
    return link;
  }

  @Override
  public void send(O message) throws IOException {
    byte[] frame = outgoing.encode(message);
    lock.lock();
    try {
      while (pendingBytes > MOST_PENDING_BYTES && !closed) {
        room.awaitUninterruptibly();
      }
      if (closed) {
        throw new IOException("the link is closed");
      }
      pending.add(frame);
      pendingBytes += frame.length;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try {
      for (byte[] frame = take(buffer); frame != null; frame = take(buffer)) {
        if (buffer.remaining() < Integer.BYTES) {
          flush(buffer);
        }
        buffer.putInt(frame.length);
        for (int at = 0; at < frame.length; ) {
          if (!buffer.hasRemaining()) {
            flush(buffer);
          }
          int count = Math.min(buffer.remaining(), frame.length - at);
          buffer.put(frame, at, count);
          at += count;
        }
      }
    } catch (IOException e) {
      close();
    }
  }

  /** The next frame; flushes before it waits; null at the end. */
  private byte @Nullable [] take(ByteBuffer buffer) throws IOException {
    byte[] frame = poll();
    if (frame == null && buffer.position() > 0) {
      flush(buffer);
    }
    lock.lock();
    try {
      while (frame == null && !closed) {
        frame = pending.poll();
        if (frame == null) {
          work.awaitUninterruptibly();
        } else {
          pendingBytes -= frame.length;
          room.signalAll();
        }
      }
      return frame;
    } finally {
      lock.unlock();
    }
  }

  private byte @Nullable [] poll() {
    lock.lock();
    try {
      byte[] frame = pending.poll();
      if (frame != null) {
        pendingBytes -= frame.length;
        room.signalAll();
      }
      return frame;
    } finally {
      lock.unlock();
    }
  }

  private void flush(ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void receive(Taker<I> taker) throws IOException {
    taker.take(next());
  }

  private I next() throws IOException {
    fill(Integer.BYTES);
    int length = input.getInt();
    if (length < 1 || length > FrameCodec.MAX_FRAME_BYTES) {
      throw new ProtocolException("a frame of " + Integer.toUnsignedString(length) + " bytes");
    }
    byte[] frame = new byte[length];
    for (int at = 0; at < length; ) {
      fill(1);
      int count = Math.min(input.remaining(), length - at);
      input.get(frame, at, count);
      at += count;
    }
    return incoming.decode(frame);
  }

  private void fill(int least) throws IOException {
    while (input.remaining() < least) {
      input.compact();
      int count = channel.read(input);
      input.flip();
      if (count < 0) {
        throw new EOFException("the other side is gone");
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is gone either way, and nobody could do anything about it.
    }
  }
}
