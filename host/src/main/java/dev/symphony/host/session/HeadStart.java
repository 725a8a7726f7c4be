package dev.symphony.host.session;

import dev.symphony.host.UserError;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.process.ProcessGuestRuntime;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A worker that is on its way while the command line is still being read. Nobody's code is in it
 * before it is taken; one that nobody takes is ended.
 */
public final class HeadStart implements AutoCloseable {
  private final Optional<CompletableFuture<Optional<ProcessGuestRuntime>>> opening;
  private boolean taken;

  private HeadStart(Optional<CompletableFuture<Optional<ProcessGuestRuntime>>> opening) {
    this.opening = opening;
  }

  /** No worker is on its way. */
  public static HeadStart none() {
    return new HeadStart(Optional.empty());
  }

  /** Starts a worker for guests of {@code language} with the usual memory. */
  public static HeadStart of(
      Language language, WorkerTempo tempo, Map<String, String> environment) {
    CompletableFuture<Optional<ProcessGuestRuntime>> opening = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("head-start")
        .start(
            () -> opening.completeAsync(() -> open(language, tempo, environment), Runnable::run));
    return new HeadStart(Optional.of(opening));
  }

  private static Optional<ProcessGuestRuntime> open(
      Language language, WorkerTempo tempo, Map<String, String> environment) {
    try {
      ProcessGuestRuntime runtime = GuestRuntimes.workers(tempo, environment, text -> {});
      runtime.startAhead(language, GuestLimits.DEFAULT.heapBytes());
      return Optional.of(runtime);
    } catch (UserError e) {
      // The session finds the same, and says so.
      return Optional.empty();
    }
  }

  /** The runtime whose worker is on its way; it belongs to the caller from now on. */
  synchronized Optional<ProcessGuestRuntime> take() {
    if (taken) {
      return Optional.empty();
    }
    taken = true;
    return opening.flatMap(CompletableFuture::join);
  }

  @Override
  public void close() {
    take().ifPresent(ProcessGuestRuntime::close);
  }
}
