package dev.symphony.sandbox.worker;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.GuestInvocation;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Small guests of the house's own that come and go in a worker nobody needs yet, so that what makes
 * a guest has been compiled when one comes.
 */
final class Rehearsal {
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final int MOST = 200;
  private static final RunLimits LIMITS =
      new RunLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 16);

  private final GuestEngine engine;

  Rehearsal(GuestEngine engine) {
    this.engine = engine;
  }

  /** Plays as often as it helps, for a second at most. */
  void play() {
    long end = System.nanoTime() + LONGEST.toNanos();
    try (Watchdog watchdog = new Watchdog()) {
      for (int i = 0; i < MOST && System.nanoTime() - end < 0; i++) {
        playOnce(watchdog);
      }
    }
  }

  private void playOnce(Watchdog watchdog) {
    GuestActor.Setting setting =
        new GuestActor.Setting(
            engine,
            watchdog,
            program(),
            List.of(service()),
            new Unanswered(),
            (stream, text) -> {});
    try (GuestActor guest = new GuestActor(setting)) {
      var _ =
          guest.run(
              new GuestInvocation.Call("handle", List.of("{\"id\":1}")), LIMITS, new Unheard());
    }
  }

  private GuestProgram program() {
    Language language = engine.language();
    String text =
        switch (language) {
          case JAVASCRIPT -> "function handle(s) { return JSON.stringify(JSON.parse(s)); }";
          case PYTHON -> "def handle(s, caps):\n    return s.upper()\n";
        };
    return new GuestProgram(
        language, GuestProgram.Form.SCRIPT, "rehearsal", Map.of("rehearsal", Bytes.utf8(text)));
  }

  private static BoundService service() {
    return new BoundService(
        "clock",
        List.of(
            new BoundService.BoundOperation("now", 0, Operation.Mode.ASYNCHRONOUS, 1),
            new BoundService.BoundOperation("millis", 1, Operation.Mode.SYNCHRONOUS, 1)));
  }

  /** A way out that leads nowhere. */
  private static final class Unanswered implements CallChannel {
    @Override
    public Answer call(long handle, int operation, @Nullable Object[] arguments) {
      return new Answer.Failed("service-fault", "this is a rehearsal");
    }

    @Override
    public void begin(
        long handle, int operation, @Nullable Object[] arguments, Consumer<Answer> reply) {
      reply.accept(call(handle, operation, arguments));
    }
  }

  /** Nobody waits for it. */
  private static final class Unheard implements RunListener {
    @Override
    public void started() {}

    @Override
    public void stopping(StopReason reason) {}
  }
}
