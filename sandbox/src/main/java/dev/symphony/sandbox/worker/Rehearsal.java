package dev.symphony.sandbox.worker;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.context.CallChannel;
import dev.symphony.sandbox.context.GuestActor;
import dev.symphony.sandbox.context.GuestEngine;
import dev.symphony.sandbox.context.RunLimits;
import dev.symphony.sandbox.context.RunListener;
import dev.symphony.sandbox.context.StopReason;
import dev.symphony.sandbox.context.Watchdog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Guests of the house's own that come and go in a worker nobody needs yet, so that what makes and
 * runs a guest has been compiled when one comes. It is over as soon as one does.
 */
final class Rehearsal {
  private static final Duration LONGEST = Duration.ofSeconds(4);
  private static final int MOST = 400;

  /** One play in so many is of the guest that uses everything; the others are small. */
  private static final int BIG_ONE_IN = 8;

  /** So often that guest is called. */
  private static final int CALLS = 25;

  private static final GuestInvocation SMALL_INVOCATION =
      new GuestInvocation.Call("handle", List.of("{\"id\":1}"));
  private static final RunLimits LIMITS =
      new RunLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 16);

  private final GuestEngine engine;
  private @Nullable Thread thread;
  private @Nullable GuestActor playing;
  private volatile boolean over;

  Rehearsal(GuestEngine engine) {
    this.engine = engine;
  }

  /** Begins aside. */
  synchronized void begin() {
    thread = Thread.ofPlatform().daemon().name("rehearsal").start(this::play);
  }

  /** Ends it, if it was begun; when this returns nothing of it runs any more. */
  void end() {
    over = true;
    Thread begun;
    synchronized (this) {
      begun = thread;
      if (playing != null) {
        playing.close();
      }
    }
    if (begun != null) {
      awaitEnd(begun);
    }
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play() {
    long end = System.nanoTime() + LONGEST.toNanos();
    try (Watchdog watchdog = new Watchdog()) {
      for (int i = 0; i < MOST && !over && System.nanoTime() - end < 0; i++) {
        boolean big = i % BIG_ONE_IN == 1;
        play(
            watchdog,
            big ? Training.program(engine.language()) : small(),
            big ? Training.INVOCATION : SMALL_INVOCATION,
            big ? CALLS : 1);
      }
      engine.furnish(() -> !over);
    } catch (IOException | RuntimeException e) {
      // A guest that comes now finds less in practice, and all that it needs.
    }
  }

  private void play(
      Watchdog watchdog, GuestProgram program, GuestInvocation invocation, int calls) {
    GuestActor.Setting setting =
        new GuestActor.Setting(
            engine,
            watchdog,
            program,
            List.of(Training.service()),
            new SameAnswer(),
            (stream, text) -> {});
    try (GuestActor guest = new GuestActor(setting)) {
      synchronized (this) {
        playing = guest;
      }
      if (!over) {
        engine.prepare();
      }
      for (int i = 0; i < calls && !over; i++) {
        var _ = guest.run(invocation, LIMITS, new Unheard());
      }
    } finally {
      synchronized (this) {
        playing = null;
      }
    }
  }

  private GuestProgram small() {
    Language language = engine.language();
    String text =
        switch (language) {
          case JAVASCRIPT -> "export function handle(s) { return JSON.stringify(JSON.parse(s)); }";
          case PYTHON -> "def handle(s, caps):\n    return s.upper()\n";
        };
    String entry = "rehearsal." + (language == Language.PYTHON ? "py" : "mjs");
    return new GuestProgram(
        language, GuestProgram.Form.MODULE, entry, Map.of(entry, Bytes.utf8(text)));
  }

  /** A way out that leads nowhere, and answers. */
  private static final class SameAnswer implements CallChannel {
    @Override
    public Answer call(long handle, int operation, @Nullable Object[] arguments) {
      return new Answer.Returned("answer");
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
