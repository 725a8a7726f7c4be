package dev.symphony.host.topology;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Processes that are started before they are needed, one of each kind that is in use. To start one
 * takes the processors for a while; so it begins a moment after the one before was given away, when
 * that one has answered whoever waited for it.
 */
final class Spares implements AutoCloseable {
  private static final Duration MOMENT = Duration.ofMillis(300);

  private final MemberStarter starter;
  private final Map<MemberStarter.Kind, Spare> ready = new EnumMap<>(MemberStarter.Kind.class);
  private boolean closed;

  /**
   * A process that is on its way.
   *
   * @param wanted completes when somebody waits for it
   */
  private record Spare(CompletableFuture<MemberProcess> process, CompletableFuture<Void> wanted) {
    MemberProcess join() {
      wanted.complete(null);
      return process.join();
    }
  }

  Spares(MemberStarter starter) {
    this.starter = starter;
  }

  /** Gives a process away, waiting for it when it is on its way, and starts the next. */
  MemberProcess take(MemberStarter.Kind kind) throws IOException {
    Spare spare;
    synchronized (this) {
      spare = ready.remove(kind);
    }
    MemberProcess process =
        spare == null ? starter.start(kind, MemberStarter.Readiness.AT_ONCE) : join(spare);
    synchronized (this) {
      if (!closed) {
        ready.computeIfAbsent(kind, this::startAside);
      }
    }
    return process;
  }

  private static MemberProcess join(Spare spare) throws IOException {
    try {
      return spare.join();
    } catch (CompletionException e) {
      throw new IOException("a process could not be started", e);
    }
  }

  private Spare startAside(MemberStarter.Kind kind) {
    CompletableFuture<Void> wanted = new CompletableFuture<>();
    CompletableFuture<MemberProcess> started = new CompletableFuture<>();
    Spare spare = new Spare(started, wanted);
    Thread.ofPlatform()
        .daemon()
        .name("spare-member")
        .start(() -> started.completeAsync(() -> start(kind, wanted), Runnable::run));
    return spare;
  }

  private MemberProcess start(MemberStarter.Kind kind, CompletableFuture<Void> wanted) {
    wanted.completeOnTimeout(null, MOMENT.toMillis(), TimeUnit.MILLISECONDS).join();
    try {
      return starter.start(kind, MemberStarter.Readiness.REHEARSED);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** Waits until every spare that was begun is ready, or could not be started. */
  void awaitAll() {
    Map<MemberStarter.Kind, Spare> begun;
    synchronized (this) {
      begun = Map.copyOf(ready);
    }
    begun
        .values()
        .forEach(spare -> {
          spare.wanted().complete(null);
          spare.process().handle((process, fault) -> true).join();
        });
  }

  @Override
  public void close() {
    starter.close();
    synchronized (this) {
      closed = true;
    }
    for (Spare spare : ready.values()) {
      spare.wanted().complete(null);
      spare.process().thenAccept(MemberProcess::kill).exceptionally(notStarted -> null).join();
    }
  }
}
