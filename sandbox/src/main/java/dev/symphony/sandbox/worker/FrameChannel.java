package dev.symphony.sandbox.worker;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.sandbox.context.CallChannel;
import dev.symphony.sandbox.ipc.FrameTooLongException;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.Link;
import dev.symphony.sandbox.ipc.ToWorker;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of one guest's calls to the host, as frames. */
final class FrameChannel implements CallChannel {
  private final long instance;
  private final Link<FromWorker, ToWorker> link;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Consumer<Answer>> waiting = new ConcurrentHashMap<>();

  FrameChannel(long instance, Link<FromWorker, ToWorker> link) {
    this.instance = instance;
    this.link = link;
  }

  @Override
  public Answer call(long handle, int operation, @Nullable Object[] arguments)
      throws InterruptedException {
    BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(1);
    begin(handle, operation, arguments, answers::add);
    return answers.take();
  }

  @Override
  public void begin(
      long handle, int operation, @Nullable Object[] arguments, Consumer<Answer> reply) {
    long call = numbers.incrementAndGet();
    waiting.put(call, reply);
    try {
      link.send(new FromWorker.Call(instance, call, handle, operation, Arrays.asList(arguments)));
    } catch (FrameTooLongException e) {
      answer(call, new Answer.Failed("argument-too-large", "the arguments are too large"));
    } catch (IOException e) {
      answer(call, new Answer.Failed("worker-died", "the host is gone"));
    }
  }

  /** Takes the answer to a call in. */
  void answer(long call, Answer answer) {
    Consumer<Answer> reply = waiting.remove(call);
    if (reply != null) {
      reply.accept(answer);
    }
  }
}
