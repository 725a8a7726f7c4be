package dev.symphony.sandbox.jail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that is started before anybody needs it. To start one takes the processors for a while;
 * so it may begin later, or when somebody waits for it.
 *
 * @param <P> what stands for the process
 */
public final class Prestarted<P> {
  /** After which whoever took the process before this one has what they came for. */
  public static final Duration A_MOMENT = Duration.ofMillis(300);

  private final CompletableFuture<P> process = new CompletableFuture<>();

  /** Completes when it is time: with false when nobody will need the process any more. */
  private final CompletableFuture<Boolean> due = new CompletableFuture<>();

  private Prestarted() {}

  /**
   * Starts a process aside.
   *
   * @param name of the thread that does it
   * @param delay after which it begins
   * @param start returns when the process is ready
   */
  public static <P> Prestarted<P> start(String name, Duration delay, Callable<P> start) {
    Prestarted<P> begun = new Prestarted<>();
    Thread.ofPlatform().daemon().name(name).start(() -> begun.run(delay, start));
    return begun;
  }

  @SuppressWarnings("IllegalCatch") // whoever waits gets to know of it, whatever it is
  private void run(Duration delay, Callable<P> start) {
    if (!due.completeOnTimeout(true, delay.toMillis(), TimeUnit.MILLISECONDS).join()) {
      process.completeExceptionally(new CancellationException("nobody needs it any more"));
      return;
    }
    try {
      process.complete(start.call());
    } catch (Throwable e) {
      process.completeExceptionally(e);
    }
  }

  /** The process, for somebody who waits for it: it begins now if it has not. */
  public CompletableFuture<P> wanted() {
    due.complete(true);
    return process.copy();
  }

  /** Whether it is ready to be taken. */
  public boolean ready() {
    return process.isDone() && !process.isCompletedExceptionally();
  }

  /**
   * Gives the process up: it does not begin any more, or is ended when it is there.
   *
   * @return completes when nothing of it is left to come
   */
  public CompletableFuture<Void> drop(Consumer<P> end) {
    due.complete(false);
    return process.thenAccept(end).exceptionally(notStarted -> null);
  }
}
