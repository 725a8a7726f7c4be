package dev.symphony.sandbox.ipc;

import dev.symphony.sandbox.jail.SharedMemory;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A link over two rings in memory that host and worker share: the same frames as over a socket,
 * each after its length. A lifeline stays beside it and carries nothing: its end tells that the
 * other side is gone.
 *
 * <p>Whoever waits for a message takes the receiver's role if nobody has it ({@link #pump}), looks
 * at the ring for a short while, and then leaves the waiting to the thread in {@link
 * #receive(Taker)}, which sleeps until the other side rings. So two busy sides exchange messages
 * without a system call, and idle ones use no processor.
 *
 * @param <O> what is sent
 * @param <I> what is received
 */
public final class SharedMemoryLink<O, I> implements Link<O, I> {
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
  private static final long ROOM_POLL_NANOS = 50_000;
  private static final long RESTRAINT_NANOS = 1_000_000;
  private static final int MOST_FRUITLESS_RINGS = 64;
  private static final int LOOKS_PER_CLOCK = 32;

  private final SharedMemory memory;
  private final Lifeline lifeline;
  private final RingPlace incomingPlace;
  private final RingPlace outgoingPlace;
  private final RingFrames frames;
  private final RingWriter writer;
  private final FrameCodec<O> outgoing;
  private final FrameCodec<I> incoming;
  private final long patienceNanos;
  private final Patience restraint = new Patience();

  private final ReentrantLock sending = new ReentrantLock();
  private final ReentrantLock receiving = new ReentrantLock();
  private int fruitless;
  private volatile boolean closed;

  private SharedMemoryLink(
      SharedMemory memory,
      Lifeline lifeline,
      RingPlace outgoingPlace,
      RingPlace incomingPlace,
      FrameCodec<O> outgoing,
      FrameCodec<I> incoming,
      Duration patience) {
    this.memory = memory;
    this.lifeline = lifeline;
    this.outgoingPlace = outgoingPlace;
    this.incomingPlace = incomingPlace;
    this.writer = new RingWriter(memory.segment(), outgoingPlace);
    this.frames = new RingFrames(new RingReader(memory.segment(), incomingPlace));
    this.outgoing = outgoing;
    this.incoming = incoming;
    this.patienceNanos = patience.toNanos();
  }

  /** The memory that a link needs. */
  public static long memoryBytes() {
    return RingPlace.BYTES_OF_BOTH;
  }

  /**
   * The host's end. Memory and socket belong to the link from now on.
   *
   * @param patience how long {@link #receive(Taker)} looks at the ring before it sleeps
   */
  public static SharedMemoryLink<ToWorker, FromWorker> ofHost(
      SharedMemory memory, SocketChannel lifeline, Duration patience) {
    return new SharedMemoryLink<>(
            memory,
            Lifeline.of(lifeline),
            RingPlace.TO_WORKER,
            RingPlace.FROM_WORKER,
            new ToWorkerCodec(),
            new FromWorkerCodec(),
            patience)
        .watched("host");
  }

  /** The worker's end, see {@link #ofHost}. */
  public static SharedMemoryLink<FromWorker, ToWorker> ofWorker(
      SharedMemory memory, SocketChannel lifeline, Duration patience) {
    return new SharedMemoryLink<>(
            memory,
            Lifeline.of(lifeline),
            RingPlace.FROM_WORKER,
            RingPlace.TO_WORKER,
            new FromWorkerCodec(),
            new ToWorkerCodec(),
            patience)
        .watched("worker");
  }

  /** Which end of a link between peers this is; the one that began it is the first. */
  public enum End {
    /** The end of whoever made the memory, or was introduced to the other. */
    FIRST,
    /** The other end. */
    SECOND
  }

  /** One end of a link between two processes of the same build, which say the same things. */
  public static SharedMemoryLink<PeerMessage, PeerMessage> ofPeer(
      SharedMemory memory, Lifeline lifeline, End end, Duration patience) {
    boolean first = end == End.FIRST;
    return new SharedMemoryLink<>(
            memory,
            lifeline,
            first ? RingPlace.TO_WORKER : RingPlace.FROM_WORKER,
            first ? RingPlace.FROM_WORKER : RingPlace.TO_WORKER,
            new PeerCodec(),
            new PeerCodec(),
            patience)
        .watched("peer");
  }

  private SharedMemoryLink<O, I> watched(String name) {
    Thread.ofPlatform().daemon().name(name + "-lifeline").start(this::watchLifeline);
    return this;
  }

  private void watchLifeline() {
    lifeline.awaitEnd();
    close();
  }

  @Override
  public void send(O message) throws IOException {
    transmit(message, Bell.RUNG);
  }

  /**
   * Sends a message that the other side may take in when it is awake anyway, within a second at the
   * latest. It is there even when this process ends right afterwards.
   */
  public void post(O message) throws IOException {
    transmit(message, Bell.SILENT);
  }

  private enum Bell {
    RUNG,
    SILENT
  }

  private void transmit(O message, Bell bell) throws IOException {
    byte[] content = outgoing.encode(message);
    byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array();
    sending.lock();
    try {
      transmit(length, content, bell);
    } catch (IllegalStateException e) {
      throw new IOException("the link is closed", e);
    } finally {
      sending.unlock();
    }
  }

  /** Writes a frame, all of it or nothing: the stack of a guest's thread may end anywhere. */
  private void transmit(byte[] length, byte[] content, Bell bell) throws IOException {
    long start = writer.published();
    try {
      write(length);
      write(content);
      writer.publish();
      if (bell == Bell.RUNG) {
        ringWhenAsleep(outgoingPlace);
      }
    } catch (StackOverflowError e) {
      writer.withdraw();
      if (writer.published() != start) {
        close();
      }
      throw e;
    }
  }

  private void write(byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; ) {
      int count = Math.min(bytes.length - at, writer.room());
      if (closed) {
        throw new IOException("the link is closed");
      }
      if (count == 0) {
        awaitRoom();
      }
      writer.put(bytes, at, count);
      at += count;
    }
  }

  /** Lets the other side read; interruptions are for whoever called, and do no harm here. */
  private void awaitRoom() throws IOException {
    writer.publish();
    ringWhenAsleep(outgoingPlace);
    boolean interrupted = Thread.interrupted();
    while (writer.room() == 0 && !closed) {
      LockSupport.parkNanos(this, ROOM_POLL_NANOS);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void ringWhenAsleep(RingPlace place) {
    if (place.asleep(memory.segment())) {
      place.wakeUp(memory.segment());
      ring(place);
    }
  }

  private void ring(RingPlace place) {
    place.countRing(memory.segment());
    memory.wake(place.bellPlace());
  }

  @Override
  public void receive(Taker<I> taker) throws IOException {
    try {
      while (true) {
        int bell = incomingPlace.bell(memory.segment());
        if (receiving.tryLock()) {
          try {
            I message = look(patienceNanos, restraint);
            if (message != null) {
              fruitless = 0;
              hand(message, taker);
              return;
            }
          } finally {
            leave();
          }
        }
        sleep(bell);
      }
    } catch (IllegalStateException e) {
      throw gone();
    }
  }

  /** Sleeps until the bell is rung; a side that rings for nothing is not heard so soon again. */
  private void sleep(int bell) throws EOFException {
    if (closed) {
      throw gone();
    }
    if (++fruitless > MOST_FRUITLESS_RINGS) {
      LockSupport.parkNanos(this, RESTRAINT_NANOS);
    }
    memory.await(incomingPlace.bellPlace(), bell, LONGEST_SLEEP);
  }

  @Override
  public boolean pump(Taker<I> taker, BooleanSupplier enough, Patience patience)
      throws IOException {
    if (!receiving.tryLock()) {
      return false;
    }
    try {
      Duration most = patience.next();
      long begin = System.nanoTime();
      while (!enough.getAsBoolean()) {
        I message = look(Patience.after(System.nanoTime() - begin, most).toNanos(), patience);
        if (message == null) {
          return true;
        }
        hand(message, taker);
      }
      return true;
    } catch (IllegalStateException e) {
      throw gone();
    } finally {
      leave();
    }
  }

  /** Hands a message on; one for which the stack was too small is there for the next who looks. */
  private void hand(I message, Taker<I> taker) throws IOException {
    byte[] content = frames.take();
    try {
      taker.take(message);
    } catch (StackOverflowError e) {
      frames.giveBack(content);
      throw e;
    }
  }

  /** Looks at the ring for a while; null when nothing came. Only in the receiver's role. */
  private @Nullable I look(long nanos, Patience patience) throws IOException {
    incomingPlace.wakeUp(memory.segment());
    long begin = 0;
    for (int looks = 0; ; looks++) {
      byte[] complete = frames.next();
      if (complete != null) {
        return incoming.decode(complete);
      }
      if (closed) {
        throw gone();
      }
      if (looks % LOOKS_PER_CLOCK == 0) {
        long now = System.nanoTime();
        begin = looks == 0 ? now : begin;
        if (now - begin >= nanos || Thread.currentThread().isInterrupted()) {
          return null;
        }
        patience.pause(now - begin);
      }
      Thread.onSpinWait();
    }
  }

  /**
   * Gives the receiver's role up, and wakes the thread that sleeps when something came just now.
   */
  private void leave() {
    try {
      incomingPlace.fallAsleep(memory.segment());
      boolean left = closed || frames.somethingLeft();
      receiving.unlock();
      if (left) {
        ring(incomingPlace);
      }
    } catch (IllegalStateException e) {
      receiving.unlock();
    }
  }

  private static EOFException gone() {
    return new EOFException("the other side is gone");
  }

  @Override
  public void discard() {
    memory.close();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    lifeline.close();
    try {
      ring(incomingPlace);
    } catch (IllegalStateException e) {
      // Another thread has given the memory back.
    }
  }
}
