package dev.symphony.sandbox.peer;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.sandbox.ipc.FrameTooLongException;
import dev.symphony.sandbox.ipc.Patience;
import dev.symphony.sandbox.ipc.PeerMessage;
import dev.symphony.sandbox.ipc.SharedMemoryLink;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One end of a way on which two processes call each other. Who waits for an answer takes in what
 * comes meanwhile; calls that answer at once are answered by the thread that received them.
 */
public final class PeerPort implements AutoCloseable {
  /** The code of an answer that never came, because the other process is gone. */
  public static final String GONE = "member-gone";

  private static final Answer NO_ANSWER =
      new Answer.Failed(GONE, "the process that was called is gone");

  private final SharedMemoryLink<PeerMessage, PeerMessage> link;
  private final PeerCapabilities capabilities;
  private final Consumer<PeerMessage.Note> notes;
  private final AtomicLong numbers = new AtomicLong();
  private final Patience patience = new Patience();
  private final Map<Long, Awaited> waiting = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private volatile boolean ended;

  /** An answer that a thread waits for. */
  private static final class Awaited {
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable Answer answer;

    void give(Answer given) {
      answer = given;
      if (!Thread.currentThread().equals(thread)) {
        LockSupport.unpark(thread);
      }
    }

    boolean isThere() {
      return answer != null;
    }
  }

  /**
   * A port over a link.
   *
   * @param capabilities what the other side can call here
   * @param notes takes the records that the other side writes
   */
  public PeerPort(
      SharedMemoryLink<PeerMessage, PeerMessage> link,
      PeerCapabilities capabilities,
      Consumer<PeerMessage.Note> notes) {
    this.link = link;
    this.capabilities = capabilities;
    this.notes = notes;
  }

  /** Starts to listen. */
  public PeerPort listening(String name) {
    Thread.ofPlatform().daemon().name(name).start(this::listen);
    return this;
  }

  private void listen() {
    try {
      while (true) {
        link.receive(this::take);
      }
    } catch (IOException | RuntimeException e) {
      end();
    } finally {
      link.discard();
    }
  }

  private void take(PeerMessage message) {
    if (message instanceof PeerMessage.Call call && capabilities.answersAtOnce(call)) {
      reply(call);
    } else {
      takeBeside(message);
    }
  }

  /** As {@link #take}, on a thread that waits for something else and must not be kept. */
  private void takeBeside(PeerMessage message) {
    switch (message) {
      case PeerMessage.Call call -> Thread.startVirtualThread(() -> reply(call));
      case PeerMessage.Reply reply -> {
        Awaited awaited = waiting.remove(reply.number());
        if (awaited != null) {
          awaited.give(reply.answer());
        }
      }
      case PeerMessage.Note note -> notes.accept(note);
    }
  }

  private void reply(PeerMessage.Call call) {
    Answer answer = capabilities.answer(call);
    try {
      link.send(new PeerMessage.Reply(call.number(), answer));
    } catch (FrameTooLongException e) {
      sendQuietly(
          new PeerMessage.Reply(
              call.number(), new Answer.Failed("result-too-large", "the answer is too large")));
    } catch (IOException e) {
      end();
    }
  }

  private void sendQuietly(PeerMessage message) {
    try {
      link.send(message);
    } catch (IOException e) {
      end();
    }
  }

  /**
   * Calls the other side; returns when the answer is there, {@link #GONE} when it never comes.
   *
   * @param capability what to call by, as it was given to this side
   */
  public Answer call(PeerCapability capability, int operation, @Nullable Object... arguments) {
    long begin = System.nanoTime();
    long number = numbers.incrementAndGet();
    Awaited awaited = new Awaited();
    waiting.put(number, awaited);
    try {
      link.send(
          new PeerMessage.Call(
              number,
              capability.slot(),
              capability.generation(),
              operation,
              Arrays.asList(arguments)));
      if (!ended) {
        link.pump(this::takeBeside, awaited::isThere, patience);
      }
    } catch (FrameTooLongException e) {
      waiting.remove(number);
      return new Answer.Failed("argument-too-large", "the arguments are too large");
    } catch (IOException e) {
      end();
    }
    Answer answer = await(number, awaited);
    patience.waitedSince(begin);
    return answer;
  }

  private Answer await(long number, Awaited awaited) {
    boolean interrupted = false;
    Answer answer = awaited.answer;
    while (answer == null) {
      if (ended) {
        waiting.remove(number);
        Answer last = awaited.answer;
        answer = last == null ? NO_ANSWER : last;
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
        answer = awaited.answer;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  /** Leaves a record for the audit with the other side, which need not look at it at once. */
  public void note(PeerMessage.Note note) {
    try {
      link.post(note);
    } catch (IOException e) {
      end();
    }
  }

  /** Whether the other side is gone, or this one has closed: no more answers come. */
  public boolean hasEnded() {
    return ended;
  }

  /** Completes when the other side is gone, or this one has closed. */
  public CompletableFuture<Void> gone() {
    return gone;
  }

  private void end() {
    ended = true;
    link.close();
    waiting.values().forEach(awaited -> LockSupport.unpark(awaited.thread));
    gone.complete(null);
  }

  @Override
  public void close() {
    end();
  }
}
