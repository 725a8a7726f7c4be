package dev.symphony.sandbox.process;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.service.Operation;
import dev.symphony.sandbox.ipc.FrameTooLongException;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.ProtocolException;
import dev.symphony.sandbox.ipc.ToWorker;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** Where the calls of one guest in a worker are made in its name, and answered. */
final class CallDesk {
  /** As many as the worker lets a guest have, and one that waits. */
  private static final int MAX_CALLS = 257;

  private final WorkerProcess worker;
  private final long instance;
  private final GuestStart start;
  private final BooleanSupplier present;
  private final AtomicInteger underWay = new AtomicInteger();
  private final long[] waitedFor;

  /**
   * The desk of a guest.
   *
   * @param present whether the guest is there; no call is made in the name of one that was ended
   */
  CallDesk(WorkerProcess worker, long instance, GuestStart start, BooleanSupplier present) {
    this.worker = worker;
    this.instance = instance;
    this.start = start;
    this.present = present;
    this.waitedFor = waitedFor(start);
  }

  private static long[] waitedFor(GuestStart start) {
    return start.bindings().stream()
        .flatMap(binding -> binding.operations().stream())
        .filter(o -> o.declaration().mode() == Operation.Mode.SYNCHRONOUS)
        .flatMapToLong(o -> LongStream.of(o.handle(), o.declaration().index()))
        .toArray();
  }

  /** Makes a call; on this thread when the guest stands still until the answer. */
  void take(FromWorker.Call call) throws ProtocolException {
    if (underWay.incrementAndGet() > MAX_CALLS) {
      throw new ProtocolException("more than " + MAX_CALLS + " calls under way");
    }
    if (waitsFor(call)) {
      answer(call);
    } else {
      Thread.startVirtualThread(() -> answer(call));
    }
  }

  /** Whether the guest stands still until the answer, which then comes without delay. */
  private boolean waitsFor(FromWorker.Call call) {
    for (int i = 0; i < waitedFor.length; i += 2) {
      if (waitedFor[i] == call.handle() && waitedFor[i + 1] == call.operation()) {
        return true;
      }
    }
    return false;
  }

  private void answer(FromWorker.Call call) {
    Answer answer = new Answer.Failed("service-fault", "the service failed unexpectedly");
    long generation = worker.handout().generation();
    try {
      if (present.getAsBoolean()) {
        answer = start.calls().call(call.handle(), call.operation(), call.arguments().toArray());
      }
    } finally {
      underWay.decrementAndGet();
      reply(call, generation, answer);
    }
  }

  private void reply(FromWorker.Call call, long generation, Answer answer) {
    try {
      worker.send(message(call, generation, answer));
    } catch (FrameTooLongException e) {
      worker.sendQuietly(
          new ToWorker.Reply(
              instance,
              call.call(),
              new Answer.Failed("result-too-large", "the answer is too large for a guest")));
    } catch (IOException e) {
      // The worker is gone: its end comes to every guest.
    }
  }

  private ToWorker message(FromWorker.Call call, long generation, Answer answer) {
    return answer instanceof Answer.Returned(var value)
        ? worker
            .handout()
            .of(generation, value)
            .<ToWorker>map(m -> mapped(call, m))
            .orElseGet(() -> new ToWorker.Reply(instance, call.call(), answer))
        : new ToWorker.Reply(instance, call.call(), answer);
  }

  private ToWorker.Mapped mapped(FromWorker.Call call, WorkerProcess.MappedContent mapped) {
    RawResources.Exposure content = mapped.content();
    return new ToWorker.Mapped(
        instance,
        call.call(),
        content.file().toString(),
        content.bytes(),
        mapped.table().toString(),
        content.slot(),
        content.generation());
  }
}
