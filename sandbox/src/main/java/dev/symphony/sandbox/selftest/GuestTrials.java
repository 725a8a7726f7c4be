package dev.symphony.sandbox.selftest;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What throw-away guests of one language try: to pass each limit, and to do what is forbidden. */
final class GuestTrials {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final GuestLimits ROOMY = new GuestLimits(LONG, LONG, 32L << 20, 1L << 20);

  /** A guest, its limits, and the limit that has to stop it; none when it has to fail by itself. */
  private record Offence(String name, String text, GuestLimits limits, Optional<Limit> limit) {}

  private final GuestRuntime runtime;
  private final Language language;

  GuestTrials(GuestRuntime runtime, Language language) {
    this.runtime = runtime;
    this.language = language;
  }

  List<Trial> run() throws InterruptedException {
    List<Offence> offences =
        switch (language) {
          case JAVASCRIPT -> script();
          case PYTHON -> python();
        };
    List<Trial> trials = new ArrayList<>();
    for (Offence offence : offences) {
      trials.add(tried(offence));
    }
    return trials;
  }

  private static GuestLimits cpu() {
    return new GuestLimits(Duration.ofMillis(150), LONG, ROOMY.heapBytes(), ROOMY.outputBytes());
  }

  private static GuestLimits wall() {
    return ROOMY.withWall(Duration.ofMillis(400));
  }

  private static List<Offence> script() {
    String loop = "export default () => { for (;;); }";
    return List.of(
        act("read a file", "export default () => import('/proc/self/status')"),
        act("reach a class", "export default () => Java.type('java.lang.System').getenv().size()"),
        act("load code", "export default () => load('/proc/self/status')"),
        limit(Limit.CPU, loop, cpu()),
        limit(Limit.WALL, loop, wall()),
        limit(
            Limit.OUTPUT,
            "export default () => { for (;;) console.log('x'.repeat(10000)); }",
            ROOMY),
        limit(Limit.STACK, "const f = (n) => f(n + 1) + 1; export default () => f(0)", ROOMY),
        limit(
            Limit.HEAP,
            "export default () => { const a = []; for (;;) a.push(new Array(131072).fill(0.5)); }",
            ROOMY));
  }

  private static List<Offence> python() {
    String loop = "def run(input, caps):\n  while True: pass\n";
    return List.of(
        act("read a file", "def run(input, caps):\n  return open('/proc/self/status').read()\n"),
        act(
            "reach a class",
            "def run(input, caps):\n  import java\n  return str(java.type('java.lang.System'))\n"),
        act(
            "open a socket",
            "def run(input, caps):\n  import socket\n  return str(socket.socket())\n"),
        act(
            "start a program",
            "def run(input, caps):\n  import os\n  return os.system('/bin/true')\n"),
        limit(Limit.CPU, loop, cpu()),
        limit(Limit.WALL, loop, wall()),
        limit(Limit.OUTPUT, "def run(input, caps):\n  while True: print('x' * 10000)\n", ROOMY),
        limit(
            Limit.STACK,
            "def f(n): return f(n + 1) + 1\ndef run(input, caps):\n  return f(0)\n",
            ROOMY),
        limit(
            Limit.HEAP,
            "def run(input, caps):\n  a = []\n  while True: a.append([0.5] * 100000)\n",
            ROOMY));
  }

  private static Offence act(String name, String text) {
    return new Offence(name, text, ROOMY, Optional.empty());
  }

  private static Offence limit(Limit limit, String text, GuestLimits limits) {
    return new Offence("limit " + limit.id(), text, limits, Optional.of(limit));
  }

  private Trial tried(Offence offence) throws InterruptedException {
    String name = language.id() + ": " + offence.name();
    GuestStart start =
        new GuestStart(
            "self-test",
            "self-test",
            program(offence.text()),
            ROOMY,
            List.of(),
            (handle, operation, arguments) -> new Answer.Denied(DenialReason.UNKNOWN_HANDLE),
            (stream, text) -> {});
    try (GuestInstance guest = runtime.start(start)) {
      GuestOutcome outcome =
          guest
              .invoke(new GuestInvocation.Call("run", List.of("")), offence.limits())
              .outcome()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return judged(name, offence, outcome);
    } catch (GuestStartException e) {
      return Trial.broken(name, "the guest does not start: " + e.error().code());
    } catch (TimeoutException | ExecutionException e) {
      return Trial.broken(name, "the guest is not stopped");
    }
  }

  private static Trial judged(String name, Offence offence, GuestOutcome outcome) {
    boolean held =
        switch (outcome) {
          case GuestOutcome.LimitHit(Limit limit, var _) ->
              offence.limit().equals(Optional.of(limit));
          case GuestOutcome.Failed f -> offence.limit().isEmpty();
          case GuestOutcome.Denied d -> offence.limit().isEmpty();
          case GuestOutcome.Completed c -> false;
          case GuestOutcome.Cancelled c -> false;
          case GuestOutcome.HostFault h -> false;
        };
    return held ? Trial.held(name) : Trial.broken(name, "ended as " + outcome.id());
  }

  private GuestProgram program(String text) {
    String file =
        switch (language) {
          case JAVASCRIPT -> "main.mjs";
          case PYTHON -> "main.py";
        };
    return new GuestProgram(
        language, GuestProgram.Form.MODULE, file, Map.of(file, Bytes.utf8(text)));
  }
}
