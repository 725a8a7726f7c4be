package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.RunningInvocation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What costs a worker: its own guests get an error, and nobody else anything. */
@ExtendWith(Guests.Shared.class)
final class WorkerFailureTest {
  private static final GuestInvocation EVALUATE = new GuestInvocation.Evaluate();

  private static GuestStart order(String domain, Language language, String text, Demo demo) {
    return Guests.order(domain, Guests.script(language, text), demo, new Console());
  }

  private static long pidOfNewWorker(Guests guests, Set<Long> before) {
    Set<Long> now = new HashSet<>(guests.runtime().workerPids());
    now.removeAll(before);
    assertEquals(1, now.size(), "one worker more");
    return now.iterator().next();
  }

  @ParameterizedTest
  @EnumSource
  void overflowRetiresTheWorkerAndKillingItEndsItsGuestsOnly(Language language, Guests guests)
      throws Exception {
    assertEquals(1L, GuestValuesTest.value(guests.eval(language, "1")));
    Set<Long> before = guests.runtime().workerPids();
    Demo demo = new Demo(1);
    String overflow =
        language == Language.PYTHON
            ? "def f(n): return f(n + 1) + 1\nf(0)"
            : "const f = (n) => f(n + 1) + 1; f(0)";
    try (GuestInstance sibling =
            guests.runtime().start(order("fragile", language, "caps.demo.wait('x')", demo));
        GuestInstance recursive =
            guests.runtime().start(order("fragile", language, overflow, new Demo(1)))) {
      long pid = pidOfNewWorker(guests, before);
      RunningInvocation waiting = sibling.invoke(EVALUATE, Guests.ROOMY);
      demo.awaitWaiters();
      GuestLimitsTest.assertLimit(
          Limit.STACK, Guests.outcome(recursive.invoke(EVALUATE, Guests.ROOMY)));
      assertFalse(waiting.outcome().isDone(), "the sibling goes on");

      long killedAt = System.nanoTime();
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      var fault = assertInstanceOf(GuestOutcome.HostFault.class, Guests.outcome(waiting));
      assertEquals("worker-died", fault.error().code());
      assertTrue(System.nanoTime() - killedAt < TimeUnit.SECONDS.toNanos(10), "heard of at once");
      demo.release();
      var later = Guests.outcome(sibling.invoke(EVALUATE, Guests.ROOMY));
      assertInstanceOf(GuestOutcome.Completed.class, later, "it is started anew");
    }
    assertEquals(2L, GuestValuesTest.value(guests.eval(language, "2")));
  }

  @ParameterizedTest
  @EnumSource
  void aMemoryBombIsAHeapLimitAndTheOtherDomainDoesNotFeelIt(Language language, Guests guests)
      throws Exception {
    String bomb =
        language == Language.PYTHON
            ? "a = []\nwhile True: a.append([0.5] * 100000)"
            : "const a = []; for (;;) a.push(new Array(131072).fill(0.5));";
    try (GuestInstance guest =
        guests.runtime().start(order("bombs", language, bomb, new Demo(1)))) {
      GuestLimitsTest.assertLimit(Limit.HEAP, Guests.outcome(guest.invoke(EVALUATE, Guests.ROOMY)));
      GuestOutcome later = Guests.outcome(guest.invoke(EVALUATE, Guests.ROOMY));
      var ended = assertInstanceOf(GuestOutcome.HostFault.class, later);
      assertEquals("guest-ended", ended.error().code());
    }
    assertEquals(1L, GuestValuesTest.value(guests.eval(language, "1")));
  }

  @Test
  void aServiceThatHangsDoesNotHideTheEndOfTheWorker() throws Exception {
    Demo demo = new Demo(1);
    try (ProcessGuestRuntime runtime = Guests.runtime(RuntimeSettings.DEFAULT);
        GuestInstance guest =
            runtime.start(order("held", Language.JAVASCRIPT, "caps.demo.hold('x')", demo))) {
      RunningInvocation held = guest.invoke(EVALUATE, Guests.ROOMY);
      demo.awaitWaiters();
      for (long pid : runtime.workerPids()) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      }
      GuestOutcome outcome = held.outcome().get(30, TimeUnit.SECONDS);
      assertInstanceOf(GuestOutcome.HostFault.class, outcome);
    } finally {
      demo.release();
    }
  }

  @Test
  void whoTakesTheMemoryAtOnce_isToBlameAndNotTheOneThatWaits(Guests guests) throws Exception {
    assertOnlyTheBomberIsBlamed(
        guests, "new Array(64).fill(0).map(() => new Float64Array(4 << 20).fill(1))");
  }

  @Test
  void whoTakesTheMemoryAfterAWhile_isToBlame(Guests guests) throws Exception {
    assertOnlyTheBomberIsBlamed(
        guests,
        "const a = []; const end = Date.now() + 500;"
            + " while (Date.now() < end) { JSON.stringify([1, 2, 3]); }"
            + " for (;;) a.push(new Array(131072).fill(0.5));");
  }

  /** Of two guests that are busy; both are started anew. */
  private static void assertOnlyTheBomberIsBlamed(Guests guests, String bomb) throws Exception {
    Demo demo = new Demo(1);
    String waits = "caps.demo.wait('x')";
    try (GuestInstance sibling =
            guests.runtime().start(order("bombs2", Language.JAVASCRIPT, waits, demo));
        GuestInstance bomber =
            guests.runtime().start(order("bombs2", Language.JAVASCRIPT, bomb, new Demo(1)))) {
      RunningInvocation waiting = sibling.invoke(EVALUATE, Guests.ROOMY);
      demo.awaitWaiters();
      GuestLimitsTest.assertLimit(
          Limit.HEAP, Guests.outcome(bomber.invoke(EVALUATE, Guests.ROOMY)));
      assertInstanceOf(GuestOutcome.HostFault.class, Guests.outcome(waiting));
      demo.release();
      assertInstanceOf(
          GuestOutcome.Completed.class, Guests.outcome(sibling.invoke(EVALUATE, Guests.ROOMY)));
      GuestLimitsTest.assertLimit(
          Limit.HEAP, Guests.outcome(bomber.invoke(EVALUATE, Guests.ROOMY)));
    } finally {
      demo.release();
    }
  }

  @Test
  void whatCannotBeStoppedIsKilled() throws Exception {
    RuntimeSettings hasty =
        new RuntimeSettings(
            Duration.ofSeconds(120),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMillis(50),
            Duration.ofMillis(50));
    GuestLimits limits =
        new GuestLimits(
            Duration.ofMillis(100), Duration.ofSeconds(60), Guests.ROOMY.heapBytes(), 1 << 20);
    String stubborn = "let x = 3n; for (let i = 0; i < 40; i++) x = x * x; 1";
    Set<Long> pids;
    try (ProcessGuestRuntime runtime = Guests.runtime(hasty)) {
      GuestOutcome outcome =
          Guests.run(
              runtime,
              order("stubborn", Language.JAVASCRIPT, stubborn, new Demo(1)),
              EVALUATE,
              limits);
      assertTrue(outcome instanceof GuestOutcome.LimitHit, outcome.toString());
      assertEquals(
          3L,
          GuestValuesTest.value(
              Guests.run(
                  runtime,
                  order("stubborn", Language.JAVASCRIPT, "3", new Demo(1)),
                  EVALUATE,
                  Guests.ROOMY)));
      pids = runtime.workerPids();
      assertNotEquals(Set.of(), pids);
    }
    for (long pid : pids) {
      assertFalse(
          ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), "a worker is left");
    }
  }

  @Test
  void instancesOfOneWorkerDoNotSeeEachOther(Guests guests) throws Exception {
    String plant = "globalThis.planted = 1; Array.prototype.planted = 1; Object.planted = 1; 1";
    String look = "[typeof planted, typeof [].planted, typeof Object.planted]";
    try (GuestInstance planter =
            guests.runtime().start(order("shared", Language.JAVASCRIPT, plant, new Demo(1)));
        GuestInstance looker =
            guests.runtime().start(order("shared", Language.JAVASCRIPT, look, new Demo(1)))) {
      assertEquals(
          1L, GuestValuesTest.value(Guests.outcome(planter.invoke(EVALUATE, Guests.ROOMY))));
      assertEquals(
          List.of("undefined", "undefined", "undefined"),
          GuestValuesTest.value(Guests.outcome(looker.invoke(EVALUATE, Guests.ROOMY))));
    }
  }

  @Test
  void anIdleWorkerIsLetGo() throws Exception {
    RuntimeSettings brief =
        new RuntimeSettings(
            Duration.ofSeconds(120),
            Duration.ofMillis(50),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    try (ProcessGuestRuntime runtime = Guests.runtime(brief)) {
      Guests.run(
          runtime, order("idle", Language.JAVASCRIPT, "1", new Demo(1)), EVALUATE, Guests.ROOMY);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!runtime.workerPids().isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      assertEquals(Set.of(), runtime.workerPids());
    }
  }
}
