package dev.symphony.sandbox.worker;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.sandbox.context.CallChannel;
import dev.symphony.sandbox.ipc.FrameTooLongException;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.Patience;
import dev.symphony.sandbox.ipc.ToWorker;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of one guest's calls to the host, as frames. */
final class FrameChannel implements CallChannel {
  private final long instance;
  private final Worker worker;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
  private final MappedAnswers mapped = new MappedAnswers();
  private final Patience patience = new Patience();

  /** Who waits for the answer to which call. */
  private record Waiting(MappedAnswers.Call call, Consumer<Answer> reply) {}

  FrameChannel(long instance, Worker worker) {
    this.instance = instance;
    this.worker = worker;
  }

  /** An answer that a thread waits for. */
  private static final class Awaited implements Consumer<Answer> {
    private final Thread waiting = Thread.currentThread();
    private volatile @Nullable Answer answer;

    @Override
    public void accept(Answer given) {
      answer = given;
      if (!Thread.currentThread().equals(waiting)) {
        LockSupport.unpark(waiting);
      }
    }

    boolean there() {
      return answer != null;
    }

    Answer await() throws InterruptedException {
      Answer given = answer;
      while (given == null) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        given = answer;
      }
      return given;
    }
  }

  @Override
  public Answer call(long handle, int operation, @Nullable Object[] arguments)
      throws InterruptedException {
    long begin = System.nanoTime();
    Awaited awaited = new Awaited();
    begin(handle, operation, arguments, awaited);
    worker.pump(awaited::there, patience);
    Answer answer = awaited.await();
    patience.waitedSince(begin);
    return answer;
  }

  @Override
  public void pump(BooleanSupplier enough, Patience howLong) {
    worker.pump(enough, howLong);
  }

  @Override
  public void begin(
      long handle, int operation, @Nullable Object[] arguments, Consumer<Answer> reply) {
    StackRoom.require();
    MappedAnswers.Call what = new MappedAnswers.Call(handle, operation, Arrays.asList(arguments));
    Answer known = mapped.find(what);
    if (known != null) {
      reply.accept(known);
      return;
    }
    long call = numbers.incrementAndGet();
    waiting.put(call, new Waiting(what, reply));
    try {
      worker
          .link()
          .send(new FromWorker.Call(instance, call, handle, operation, Arrays.asList(arguments)));
    } catch (FrameTooLongException e) {
      answer(call, new Answer.Failed("argument-too-large", "the arguments are too large"));
    } catch (IOException e) {
      answer(call, new Answer.Failed("worker-died", "the host is gone"));
    }
  }

  /** Takes the answer to a call in. */
  void answer(long call, Answer answer) {
    Waiting waits = waiting.remove(call);
    if (waits != null) {
      waits.reply().accept(answer);
    }
  }

  /** Takes the answer to a call in that is in a file. */
  void answer(ToWorker.Mapped message) {
    Waiting waits = waiting.get(message.call());
    if (waits != null) {
      answer(message.call(), mapped.open(waits.call(), message));
    }
  }
}
