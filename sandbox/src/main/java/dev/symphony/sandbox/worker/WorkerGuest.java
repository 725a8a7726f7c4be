package dev.symphony.sandbox.worker;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.sandbox.context.GuestActor;
import dev.symphony.sandbox.context.RunLimits;
import dev.symphony.sandbox.context.RunListener;
import dev.symphony.sandbox.context.SerialTasks;
import dev.symphony.sandbox.context.StopReason;
import dev.symphony.sandbox.ipc.FrameTooLongException;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.Patience;
import dev.symphony.sandbox.ipc.ToWorker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A guest inside the worker: its tasks, one at a time, and its way to the host. */
final class WorkerGuest {
  /** The host watches the clock; this is only so long that it never comes first. */
  private static final Duration NO_WALL = Duration.ofDays(365);

  private static final long NEWS_BYTES = 2 << 20;

  private final Worker worker;
  private final ToWorker.Start order;
  private final FrameChannel channel;
  private final SerialTasks tasks;
  private volatile @Nullable GuestActor actor;
  private final Patience patience = new Patience();
  private volatile long idleSince = System.nanoTime();
  private volatile long running = -1;
  private volatile long stopRequested = -1;
  private long reportedOf = -1;
  private long reported;

  WorkerGuest(Worker worker, ToWorker.Start order) {
    this.worker = worker;
    this.order = order;
    this.channel = new FrameChannel(order.instance(), worker);
    this.tasks = new SerialTasks(worker.threads(), SerialTasks.Lingering.NONE);
  }

  void start() {
    tasks.add(this::open);
  }

  private void open() {
    worker.endRehearsal();
    try {
      GuestConsole console =
          (stream, text) -> send(new FromWorker.Print(order.instance(), stream, text));
      actor =
          new GuestActor(
              new GuestActor.Setting(
                  worker.engine(),
                  worker.watchdog(),
                  order.program(),
                  order.services(),
                  channel,
                  console));
      send(new FromWorker.Started(order.instance()));
    } catch (RuntimeException | LinkageError e) {
      send(
          new FromWorker.NotStarted(
              order.instance(), new GuestError("guest-start", String.valueOf(e.getMessage()))));
    }
  }

  void invoke(ToWorker.Invoke order) {
    if (!busy()) {
      patience.waitedSince(idleSince);
    }
    tasks.add(() -> run(order));
  }

  private void run(ToWorker.Invoke invoke) {
    GuestActor guest = actor;
    if (guest == null) {
      throw new IllegalStateException("an invocation of a guest that did not start");
    }
    running = invoke.invocation();
    worker.memory().begins();
    RunLimits limits =
        new RunLimits(Duration.ofNanos(invoke.cpuNanos()), NO_WALL, invoke.outputBytes());
    GuestOutcome outcome = guest.run(invoke.what(), limits, listener(guest, invoke.invocation()));
    nothingRuns();
    if (guest.damaging() && worker.beginsToRetire()) {
      send(new FromWorker.Retire("a guest used up its stack"));
    }
    end(invoke.invocation(), outcome);
    idleSince = System.nanoTime();
    worker.pump(tasks::waiting, patience);
  }

  private void end(long invocation, GuestOutcome outcome) {
    try {
      worker
          .link()
          .send(new FromWorker.Ended(order.instance(), invocation, FromWorker.End.of(outcome)));
    } catch (FrameTooLongException e) {
      GuestOutcome tooLong = new GuestOutcome.LimitHit(Limit.OUTPUT, outcome.usage());
      send(new FromWorker.Ended(order.instance(), invocation, FromWorker.End.of(tooLong)));
    } catch (IOException e) {
      worker.hostGone();
    }
  }

  private RunListener listener(GuestActor guest, long invocation) {
    return new RunListener() {
      @Override
      public void started() {
        if (stopRequested >= invocation) {
          guest.stop(new StopReason.Requested());
        }
      }

      @Override
      public void stopping(StopReason reason) {
        if (reason instanceof StopReason.Hit hit) {
          report(invocation, new FromWorker.Tripped(order.instance(), invocation, hit.limit()));
        }
      }
    };
  }

  void stop(long invocation) {
    stopRequested = invocation;
    GuestActor guest = actor;
    if (guest != null && running == invocation) {
      guest.stop(new StopReason.Requested());
    }
  }

  /**
   * Tells the host how much memory the guest took, when that is news; one thread does so.
   *
   * @param enough whether there is memory enough, whoever took what
   */
  void reportMemory(boolean enough) {
    long invocation = running;
    GuestActor guest = actor;
    if (guest == null || invocation < 0) {
      return;
    }
    long taken = guest.takenBytes(enough);
    long known = invocation == reportedOf ? reported : 0;
    if (Math.abs(taken - known) >= NEWS_BYTES) {
      reportedOf = invocation;
      reported = taken;
      report(invocation, new FromWorker.Took(order.instance(), invocation, taken));
    }
  }

  boolean busy() {
    return running >= 0;
  }

  void answer(ToWorker.Mapped mapped) {
    channel.answer(mapped);
  }

  void answer(long call, Answer answer) {
    channel.answer(call, answer);
  }

  void close() {
    Optional.ofNullable(actor).ifPresent(a -> a.stop(new StopReason.Requested()));
    tasks.add(() -> {
      Optional.ofNullable(actor).ifPresent(GuestActor::close);
      send(new FromWorker.Closed(order.instance()));
    });
  }

  private synchronized void nothingRuns() {
    running = -1;
    worker.memory().ends();
  }

  /** Sends what is about an invocation, from any thread; never after its end. */
  private synchronized void report(long invocation, FromWorker message) {
    if (running == invocation) {
      send(message);
    }
  }

  private void send(FromWorker message) {
    try {
      worker.link().send(message);
    } catch (IOException e) {
      worker.hostGone();
    }
  }
}
