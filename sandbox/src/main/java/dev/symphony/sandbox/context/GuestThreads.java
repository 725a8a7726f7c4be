package dev.symphony.sandbox.context;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that guests run on: platform threads, because their processor time is measured, with
 * a stack of a size of their own, and daemons, because some cannot be stopped.
 */
public final class GuestThreads implements Executor, AutoCloseable {
  private static final long STACK_BYTES = 16L << 20;
  private static final Duration IDLE = Duration.ofSeconds(20);

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE.toMillis(),
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("guest-", 0).stackSize(STACK_BYTES).factory());

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
