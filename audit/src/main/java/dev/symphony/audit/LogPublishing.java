package dev.symphony.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The thread that turns journals into tiles, one state of the log after the other, while the writer
 * goes on in the next journal. What fails is reported and repeated; when the log is closed it is
 * given up after one attempt, with everything after it: the journals have it all.
 */
final class LogPublishing implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

  private final LogPublisher publisher;
  private final Consumer<Throwable> faults;
  private final Semaphore idle = new Semaphore(1);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("audit-tiles").daemon().factory());
  private volatile boolean closing;
  private volatile Optional<IOException> refusing = Optional.empty();

  LogPublishing(LogPublisher publisher, Consumer<Throwable> faults) {
    this.publisher = publisher;
    this.faults = faults;
  }

  /** A step that makes a state, and can be repeated when it fails. */
  interface Making {
    LogPublisher.State make() throws IOException;
  }

  /** Whether a state is being published. */
  boolean isBusy() {
    return idle.availablePermits() == 0;
  }

  /**
   * Waits until the state before is published, makes the next one, and publishes it in the thread.
   *
   * @throws IOException when the one before cannot be published now, or {@code making} fails
   */
  void next(Making making) throws IOException {
    awaitIdle();
    LogPublisher.State state;
    try {
      state = making.make();
    } catch (IOException e) {
      idle.release();
      throw e;
    }
    thread.execute(() -> publish(state));
  }

  private void awaitIdle() throws IOException {
    boolean interrupted = false;
    boolean taken = false;
    while (!taken) {
      try {
        taken = idle.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      Optional<IOException> failure = refusing;
      if (!taken && failure.isPresent()) {
        throw new IOException("the tiles cannot be written: " + failure.get(), failure.get());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish(LogPublisher.State state) {
    while (true) {
      try {
        publisher.publish(state);
        refusing = Optional.empty();
        idle.release();
        return;
      } catch (IOException e) {
        refuse(e);
      } catch (UncheckedIOException e) {
        refuse(new IOException(e));
      }
      if (closing) {
        return;
      }
      pause();
    }
  }

  private void refuse(IOException why) {
    refusing = Optional.of(why);
    faults.accept(why);
  }

  private void pause() {
    try {
      Thread.sleep(RETRY_PAUSE);
    } catch (InterruptedException e) {
      faults.accept(e);
    }
  }

  /** From now on what fails is not repeated. */
  void stopRepeating() {
    closing = true;
  }

  /** Waits until the last state is published or given up. */
  @Override
  public void close() {
    thread.close();
  }
}
