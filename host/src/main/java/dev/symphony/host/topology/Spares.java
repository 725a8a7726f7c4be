package dev.symphony.host.topology;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Processes that are started before they are needed, one of each kind that is in use. */
final class Spares implements AutoCloseable {
  private final MemberStarter starter;
  private final Map<MemberStarter.Kind, CompletableFuture<MemberProcess>> ready =
      new EnumMap<>(MemberStarter.Kind.class);
  private boolean closed;

  Spares(MemberStarter starter) {
    this.starter = starter;
  }

  /** Gives a process away, waiting for it when it is on its way, and starts the next. */
  MemberProcess take(MemberStarter.Kind kind) throws IOException {
    CompletableFuture<MemberProcess> spare;
    synchronized (this) {
      spare = ready.remove(kind);
    }
    MemberProcess process = spare == null ? starter.start(kind) : join(spare);
    synchronized (this) {
      if (!closed) {
        ready.computeIfAbsent(kind, this::startAside);
      }
    }
    return process;
  }

  private MemberProcess join(CompletableFuture<MemberProcess> spare) throws IOException {
    try {
      return spare.join();
    } catch (CompletionException e) {
      throw new IOException("a process could not be started", e);
    }
  }

  private CompletableFuture<MemberProcess> startAside(MemberStarter.Kind kind) {
    CompletableFuture<MemberProcess> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("spare-member")
        .start(() -> started.completeAsync(() -> start(kind), Runnable::run));
    return started;
  }

  private MemberProcess start(MemberStarter.Kind kind) {
    try {
      return starter.start(kind);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** Waits until every spare that was begun is ready, or could not be started. */
  void awaitAll() {
    Map<MemberStarter.Kind, CompletableFuture<MemberProcess>> begun;
    synchronized (this) {
      begun = Map.copyOf(ready);
    }
    begun.values().forEach(spare -> spare.handle((process, fault) -> true).join());
  }

  @Override
  public void close() {
    starter.close();
    synchronized (this) {
      closed = true;
    }
    for (CompletableFuture<MemberProcess> spare : ready.values()) {
      spare.thenAccept(MemberProcess::kill).exceptionally(notStarted -> null).join();
    }
  }
}
