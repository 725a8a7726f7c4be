package dev.symphony.sandbox.process;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The host's clock for deadlines of guests and workers. Its actions are short and do not wait. */
final class HostWatch implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;
  private final Consumer<String> log;

  HostWatch(Consumer<String> log) {
    this.log = log;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sandbox-watch").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  ScheduledFuture<?> after(Duration delay, Runnable action) {
    return timer.schedule(() -> safely(action), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  ScheduledFuture<?> every(Duration period, Runnable action) {
    return timer.scheduleWithFixedDelay(
        () -> safely(action), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void safely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      log.accept("a deadline could not be kept: " + e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
