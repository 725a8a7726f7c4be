package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.ipc.BoundService;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Runs guests in this very process, for code of one's own: the context is the only wall. Memory has
 * no limit, and a guest that cannot be stopped keeps its thread.
 */
public final class ContextGuestRuntime implements GuestRuntime {
  private final Watchdog watchdog = new Watchdog();
  private final GuestThreads threads = new GuestThreads();
  private final Map<Language, GuestEngine> engines = new EnumMap<>(Language.class);
  private final Set<ContextGuest> guests = ConcurrentHashMap.newKeySet();

  @Override
  public GuestInstance start(GuestStart start) throws GuestStartException {
    CompletableFuture<GuestActor> opened = new CompletableFuture<>();
    SerialTasks tasks = new SerialTasks(threads, SerialTasks.Lingering.BRIEF);
    tasks.add(() -> opened.completeAsync(() -> open(start), Runnable::run));
    try {
      ContextGuest guest = new ContextGuest(start, opened.get(), tasks, guests::remove);
      guests.add(guest);
      return guest;
    } catch (ExecutionException e) {
      throw new GuestStartException(
          new GuestError("guest-start", "the context of the guest cannot be had"), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GuestStartException(new GuestError("guest-start", "the start was called off"), e);
    }
  }

  private GuestActor open(GuestStart start) {
    return new GuestActor(
        new GuestActor.Setting(
            engine(start.program().language()),
            watchdog,
            start.program(),
            start.bindings().stream().map(BoundService::of).toList(),
            new DirectChannel(start.calls()),
            start.console()));
  }

  private synchronized GuestEngine engine(Language language) {
    return engines.computeIfAbsent(language, GuestEngine::open);
  }

  @Override
  public void close() {
    guests.forEach(ContextGuest::close);
    watchdog.close();
    threads.close();
    synchronized (this) {
      engines.values().forEach(GuestEngine::close);
      engines.clear();
    }
  }
}
