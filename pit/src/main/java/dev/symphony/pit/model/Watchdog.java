package dev.symphony.pit.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that stops inferences whose time is over. */
final class Watchdog implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("model-watchdog").factory());

  Watchdog() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Stops the run of {@code options} after {@code duration}, unless the watch is closed before. */
  Watch watch(OrtSession.RunOptions options, Duration duration) {
    Watch watch = new Watch(options);
    watch.timeout = timer.schedule(watch::end, duration.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** An inference under watch. */
  static final class Watch implements AutoCloseable {
    private final OrtSession.RunOptions options;
    private Future<?> timeout = CompletableFuture.completedFuture(null);
    private boolean closed;
    private boolean ended;

    private Watch(OrtSession.RunOptions options) {
      this.options = options;
    }

    private synchronized void end() {
      if (!closed) {
        ended = true;
        try {
          options.setTerminate(true);
        } catch (OrtException e) {
          throw new IllegalStateException("an inference could not be stopped", e);
        }
      }
    }

    /** Whether the time was over before the inference was. */
    synchronized boolean hasEnded() {
      return ended;
    }

    @Override
    public synchronized void close() {
      closed = true;
      timeout.cancel(false);
    }
  }
}
