package dev.symphony.sandbox.worker;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.service.Operation;
import dev.symphony.sandbox.context.CallChannel;
import dev.symphony.sandbox.context.GuestActor;
import dev.symphony.sandbox.context.GuestEngine;
import dev.symphony.sandbox.context.RunLimits;
import dev.symphony.sandbox.context.RunListener;
import dev.symphony.sandbox.context.StopReason;
import dev.symphony.sandbox.context.Watchdog;
import dev.symphony.sandbox.ipc.BoundService;
import dev.symphony.sandbox.ipc.BoundService.BoundOperation;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.FromWorkerCodec;
import dev.symphony.sandbox.ipc.ToWorker;
import dev.symphony.sandbox.ipc.ToWorkerCodec;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run of a typical guest without a host: what it loads and compiles is what a cache of the
 * worker's start should hold.
 */
final class Training {
  private static final RunLimits LIMITS =
      new RunLimits(Duration.ofMinutes(5), Duration.ofMinutes(10), 1 << 20);

  private Training() {}

  /** Answers every call with a tree that has every kind of value in it. */
  private static final class Echo implements CallChannel {
    @Override
    public Answer call(long handle, int operation, @Nullable Object[] arguments) {
      return new Answer.Returned(
          Map.of("text", "x", "numbers", List.of(1L, 2.5), "bytes", Bytes.utf8("bytes")));
    }

    @Override
    public void begin(
        long handle, int operation, @Nullable Object[] arguments, Consumer<Answer> reply) {
      reply.accept(call(handle, operation, arguments));
    }
  }

  private static final class Unwatched implements RunListener {
    @Override
    public void started() {
      // Nobody stops it.
    }

    @Override
    public void stopping(StopReason reason) {
      throw new IllegalStateException("the training guest is stopped: " + reason);
    }
  }

  static void run(Language language) throws IOException {
    GuestProgram program = program(language);
    BoundService service =
        new BoundService(
            "demo",
            List.of(
                new BoundOperation("ask", 0, Operation.Mode.ASYNCHRONOUS, 1),
                new BoundOperation("tell", 1, Operation.Mode.SYNCHRONOUS, 1)));
    try (GuestEngine engine = GuestEngine.open(language);
        Watchdog watchdog = new Watchdog();
        GuestActor guest =
            new GuestActor(
                new GuestActor.Setting(
                    engine, watchdog, program, List.of(service), new Echo(), (s, t) -> {}))) {
      GuestInvocation call = new GuestInvocation.Call("run", List.of(Map.of("n", 3L)));
      GuestOutcome outcome = guest.run(call, LIMITS, new Unwatched());
      if (!(outcome instanceof GuestOutcome.Completed)) {
        throw new IllegalStateException("the training guest did not complete: " + outcome);
      }
      frames(program, service, call, outcome);
    }
  }

  private static void frames(
      GuestProgram program, BoundService service, GuestInvocation call, GuestOutcome outcome)
      throws IOException {
    ToWorkerCodec toWorker = new ToWorkerCodec();
    toWorker.decode(toWorker.encode(new ToWorker.Start(1, "x", program, List.of(service))));
    toWorker.decode(toWorker.encode(new ToWorker.Invoke(1, 1, call, 1, 1)));
    FromWorkerCodec fromWorker = new FromWorkerCodec();
    fromWorker.decode(fromWorker.encode(new FromWorker.Ended(1, 1, FromWorker.End.of(outcome))));
  }

  private static GuestProgram program(Language language) throws IOException {
    String entry =
        switch (language) {
          case JAVASCRIPT -> "training.mjs";
          case PYTHON -> "training.py";
        };
    try (InputStream in = Training.class.getResourceAsStream(entry)) {
      if (in == null) {
        throw new IllegalStateException(entry + " is missing from the class path");
      }
      Bytes content = Bytes.ofOwnedArray(in.readAllBytes());
      return new GuestProgram(language, GuestProgram.Form.MODULE, entry, Map.of(entry, content));
    }
  }
}
