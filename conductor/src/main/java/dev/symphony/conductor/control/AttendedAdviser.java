package dev.symphony.conductor.control;

import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.live.Advice;
import dev.symphony.conductor.live.Adviser;
import dev.symphony.conductor.live.Question;
import dev.symphony.kernel.service.ServiceFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An adviser in another process, which waits for questions. Whoever waits gets the question; when
 * several do, one of them. An answer counts for the question that is open, and only once.
 */
public final class AttendedAdviser implements DecisionService, Adviser {
  private static final Asked NOTHING = new Asked(0, List.of(), Bytes.ofOwnedArray(new byte[0]), 0);
  private static final long WAIT_NANOS = Duration.ofSeconds(1).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition posted = lock.newCondition();
  private final Condition answered = lock.newCondition();
  private @Nullable Question open;
  private @Nullable Advice advice;
  private boolean taken;
  private boolean over;
  private long micros;

  @Override
  public Reply ask(Question question, Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    try {
      open = question;
      advice = null;
      taken = false;
      micros = patience.toNanos() / 1_000;
      posted.signal();
      while (advice == null && left > 0) {
        left = answered.awaitNanos(left);
      }
      return reply();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Late();
    } finally {
      open = null;
      lock.unlock();
    }
  }

  private Reply reply() {
    Advice given = advice;
    if (given != null) {
      return new Reply.Given(given);
    }
    return taken ? new Reply.Late() : new Reply.Nobody();
  }

  @Override
  public Asked await() {
    long left = WAIT_NANOS;
    lock.lock();
    try {
      while ((open == null || taken) && left > 0 && !over) {
        left = posted.awaitNanos(left);
      }
      return take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOTHING;
    } finally {
      lock.unlock();
    }
  }

  /** No question comes any more: nobody waits for one from now on. */
  public void end() {
    lock.lock();
    try {
      over = true;
      posted.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The open question, to the first who takes it. */
  private Asked take() {
    Question question = open;
    if (question == null || taken) {
      return NOTHING;
    }
    taken = true;
    List<Long> actions = question.actions().stream().map(Integer::longValue).toList();
    return new Asked(question.id(), actions, question.rows(), micros);
  }

  @Override
  public Asked answer(Answered given) {
    lock.lock();
    try {
      Question question = open;
      if (question == null || question.id() != given.id() || !taken || advice != null) {
        throw new ServiceFailure(
            "conductor-no-question", "the question " + given.id() + " is not open (any more)");
      }
      advice = new Advice(given.action(), given.probability(), given.policy());
      answered.signal();
    } finally {
      lock.unlock();
    }
    return await();
  }
}
