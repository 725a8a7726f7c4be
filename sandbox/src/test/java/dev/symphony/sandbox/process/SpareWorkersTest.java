package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers that are started before there is a guest for them. */
final class SpareWorkersTest {
  private static final Duration GENEROUS = Duration.ofMinutes(2);
  private static final GuestInvocation EVALUATE = new GuestInvocation.Evaluate();

  @ParameterizedTest
  @EnumSource
  void aSpareWorkerTakesAGuest_thoughItRehearses(Language language) throws Exception {
    try (ProcessGuestRuntime runtime = Guests.runtime(Guests.PATIENT)) {
      GuestLimits limits = Guests.ROOMY;
      runtime.keepReady(language, limits.heapBytes(), 1);
      while (runtime.ready(language, limits.heapBytes()) == 0) {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      Set<Long> spare = runtime.workerPids();
      GuestStart order =
          Guests.order("newcomer", Guests.script(language, "6 * 7"), new Demo(1), new Console());

      try (var guest = runtime.start(order)) {
        assertTrue(spare.contains(guest.process().orElseThrow()), "the spare one was taken");
        GuestOutcome outcome = Guests.outcome(guest.invoke(EVALUATE, limits));
        assertEquals(42L, assertInstanceOf(GuestOutcome.Completed.class, outcome).value());
      }
    }
  }

  @Test
  void whereNoWorkerCanBeStarted_nobodyWaitsForASpareOne() {
    WorkerKey key = WorkerKey.of("nobody", Language.JAVASCRIPT, 64L << 20);
    SpareWorkers spares =
        new SpareWorkers(
            (k, preparation) -> {
              throw new GuestStartException(
                  new GuestError("worker-start", "none today"), new IOException("none"));
            },
            line -> {});
    spares.keep(key, 1);

    assertEquals(Optional.empty(), assertTimeoutPreemptively(GENEROUS, () -> spares.take(key)));

    spares.close();
  }
}
