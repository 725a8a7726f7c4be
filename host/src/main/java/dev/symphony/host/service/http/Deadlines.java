package dev.symphony.host.service.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that stops requests whose time is over. */
final class Deadlines implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("http-deadlines").factory());

  Deadlines() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Runs {@code stop} after {@code duration}, unless the deadline is closed before. */
  Deadline start(Runnable stop, Duration duration) {
    Deadline deadline = new Deadline(stop);
    deadline.timeout = timer.schedule(deadline::pass, duration.toMillis(), TimeUnit.MILLISECONDS);
    return deadline;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** A point in time after which something is stopped. */
  static final class Deadline implements AutoCloseable {
    private final Runnable stop;
    private Future<?> timeout = CompletableFuture.completedFuture(null);
    private volatile boolean over;

    private Deadline(Runnable stop) {
      this.stop = stop;
    }

    private void pass() {
      over = true;
      stop.run();
    }

    boolean isOver() {
      return over;
    }

    @Override
    public void close() {
      timeout.cancel(false);
    }
  }
}
