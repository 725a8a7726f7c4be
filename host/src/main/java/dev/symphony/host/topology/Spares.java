package dev.symphony.host.topology;

import dev.symphony.sandbox.jail.Prestarted;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * Processes that are started before they are needed, one of each kind that is in use. The next
 * begins a moment after the one before was given away, when that one has answered whoever waited.
 */
final class Spares implements AutoCloseable {
  private final MemberStarter starter;
  private final Map<MemberStarter.Kind, Prestarted<MemberProcess>> ready =
      new EnumMap<>(MemberStarter.Kind.class);
  private boolean closed;

  Spares(MemberStarter starter) {
    this.starter = starter;
  }

  /** Gives a process away, waiting for it when it is on its way, and starts the next. */
  MemberProcess take(MemberStarter.Kind kind) throws IOException {
    Prestarted<MemberProcess> spare;
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

  private static MemberProcess join(Prestarted<MemberProcess> spare) throws IOException {
    try {
      return spare.wanted().join();
    } catch (CompletionException e) {
      throw new IOException("a process could not be started", e);
    }
  }

  private Prestarted<MemberProcess> startAside(MemberStarter.Kind kind) {
    return Prestarted.start(
        "spare-member",
        Prestarted.A_MOMENT,
        () -> starter.start(kind, MemberStarter.Readiness.REHEARSED));
  }

  /** Waits until every spare that was begun is ready, or could not be started. */
  void awaitAll() {
    Map<MemberStarter.Kind, Prestarted<MemberProcess>> begun;
    synchronized (this) {
      begun = Map.copyOf(ready);
    }
    begun.values().forEach(spare -> spare.wanted().handle((process, fault) -> true).join());
  }

  @Override
  public void close() {
    starter.close();
    synchronized (this) {
      closed = true;
    }
    ready.values().forEach(spare -> spare.drop(MemberProcess::killAndWait).join());
  }
}
