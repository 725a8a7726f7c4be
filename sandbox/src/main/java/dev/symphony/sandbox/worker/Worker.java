package dev.symphony.sandbox.worker;

import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.context.GuestEngine;
import dev.symphony.sandbox.context.GuestThreads;
import dev.symphony.sandbox.context.Watchdog;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.Link;
import dev.symphony.sandbox.ipc.Patience;
import dev.symphony.sandbox.ipc.ToWorker;
import dev.symphony.sandbox.jail.NativeHeap;
import dev.symphony.sandbox.jail.ProcessorClock;
import dev.symphony.sandbox.jail.Seccomp.LockDown;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The worker: takes orders from the host until the host is gone. */
final class Worker {
  /** What a worker does until its first guest comes. */
  enum Beginning {
    /** Nothing: the guest is about to come. */
    AT_ONCE,
    /** It rehearses. */
    REHEARSED
  }

  private final GuestEngine engine;
  private final Link<FromWorker, ToWorker> link;
  private final Beginning beginning;
  private final Rehearsal rehearsal;
  private final Watchdog watchdog = new Watchdog(Worker::processorNanos);
  private final AtomicBoolean retiring = new AtomicBoolean();
  private final GuestThreads threads = new GuestThreads();
  private final Map<Long, WorkerGuest> guests = new ConcurrentHashMap<>();
  private final MemoryWatch memory = new MemoryWatch(guests.values());

  /** Makes a context for the first guest, which takes most of a worker's start. */
  Worker(GuestEngine engine, Link<FromWorker, ToWorker> link, Beginning beginning) {
    this.engine = engine;
    this.link = link;
    this.beginning = beginning;
    this.rehearsal = new Rehearsal(engine);
    prepare(engine::prepare);
  }

  private static long processorNanos() {
    return ProcessorClock.ofThisProcess().nanos().orElse(0);
  }

  /** Whether this is the first reason for which the host should send it no more guests. */
  boolean beginsToRetire() {
    return retiring.compareAndSet(false, true);
  }

  GuestEngine engine() {
    return engine;
  }

  /** Ends the rehearsal, if one is going on: what it uses would be charged to the guest. */
  void endRehearsal() {
    rehearsal.end();
  }

  Watchdog watchdog() {
    return watchdog;
  }

  GuestThreads threads() {
    return threads;
  }

  MemoryWatch memory() {
    return memory;
  }

  Link<FromWorker, ToWorker> link() {
    return link;
  }

  /** Serves the host, whom it tells first what walls it has put up; returns when it is gone. */
  void serve(LockDown lockDown) throws IOException {
    Language language = engine.language();
    memory.begin();
    link.send(
        new FromWorker.Hello(
            language.id(), engine.implementationName(), lockDown instanceof LockDown.Done));
    if (beginning == Beginning.REHEARSED) {
      rehearsal.begin();
    }
    try {
      while (true) {
        link.receive(this::obey);
      }
    } catch (EOFException e) {
      hostGone();
    }
  }

  /** Takes in what the host says on this thread, which would only wait otherwise. */
  void pump(BooleanSupplier enough, Patience patience) {
    try {
      link.pump(this::obey, enough, patience);
    } catch (IOException e) {
      hostGone();
    }
  }

  private void obey(ToWorker order) {
    switch (order) {
      case ToWorker.Start start -> {
        WorkerGuest guest = new WorkerGuest(this, start);
        guests.put(start.instance(), guest);
        guest.start();
      }
      case ToWorker.Invoke invoke -> with(invoke.instance(), g -> g.invoke(invoke));
      case ToWorker.Stop stop -> with(stop.instance(), g -> g.stop(stop.invocation()));
      case ToWorker.Reply reply ->
          with(reply.instance(), g -> g.answer(reply.call(), reply.answer()));
      case ToWorker.Mapped mapped -> with(mapped.instance(), g -> g.answer(mapped));
      case ToWorker.Rest rest -> rest(rest.number());
      case ToWorker.Close close -> {
        WorkerGuest guest = guests.remove(close.instance());
        if (guest != null) {
          guest.close();
        }
      }
    }
  }

  /** On a thread of guests, so that a context has one thread from its beginning on. */
  private void prepare(Runnable preparation) {
    CompletableFuture.runAsync(preparation, threads).join();
  }

  /**
   * Gives back what is not needed, and gets ready for the next guest. What the host sends in the
   * meantime begins when it is over.
   */
  private void rest(long number) {
    if (guests.values().stream().noneMatch(WorkerGuest::busy)) {
      try {
        giveBack();
      } catch (RuntimeException e) {
        // The guests are as they were: whoever comes next makes a context of its own.
      }
    }
    try {
      link.send(new FromWorker.Rested(number));
    } catch (IOException e) {
      hostGone();
    }
  }

  private void giveBack() {
    System.gc();
    if (!engine.isPrepared() && MemoryWatch.enough()) {
      prepare(this::prepareAndFurnish);
      System.gc();
    }
    NativeHeap.trim();
  }

  private void prepareAndFurnish() {
    engine.prepare();
    engine.furnish(() -> true);
  }

  private void with(long instance, Consumer<WorkerGuest> action) {
    WorkerGuest guest = guests.get(instance);
    if (guest != null) {
      action.accept(guest);
    }
  }

  /** Ends the process at once: without a host there is nobody to work for. */
  void hostGone() {
    Runtime.getRuntime().halt(0);
  }
}
