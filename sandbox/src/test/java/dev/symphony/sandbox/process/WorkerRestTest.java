package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.ipc.ProtocolException;
import dev.symphony.sandbox.runtime.RuntimeImage;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WorkerRestTest {
  private static final long GIVEN_BACK_KIB = 30 << 10;

  private final WorkerRest rest = new WorkerRest();

  private OptionalLong idle() {
    return rest.look(false);
  }

  @Test
  void aWorkerRests_onceAfterNothingHappenedBetweenTwoLooks() throws ProtocolException {
    assertEquals(OptionalLong.empty(), idle());
    assertEquals(OptionalLong.of(1), idle());
    rest.rested(1);
    assertEquals(OptionalLong.empty(), idle());
    rest.stir();
    assertEquals(OptionalLong.empty(), idle());
    assertEquals(OptionalLong.of(2), idle());
  }

  @Test
  void aBusyWorker_doesNotRest() {
    for (int i = 0; i < 3; i++) {
      assertEquals(OptionalLong.empty(), rest.look(true));
    }
  }

  @Test
  void aRestIsOver_whenTheWorkerSaysSoOrAtTheNextLook() throws ProtocolException {
    idle();
    idle();
    assertEquals(1, rest.begunOrEnded());
    idle();
    assertEquals(2, rest.begunOrEnded());
    rest.rested(1);
    assertEquals(2, rest.begunOrEnded());
  }

  @Test
  void whatTheWorkerSays_isBelievedOncePerRest() throws ProtocolException {
    assertThrows(ProtocolException.class, () -> rest.rested(0));
    idle();
    idle();
    assertThrows(ProtocolException.class, () -> rest.rested(2));
    rest.rested(1);
    assertThrows(ProtocolException.class, () -> rest.rested(1));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aWorkerAtRest_hasGivenMemoryBackAndItsGuestsGoOn(Language language) throws Exception {
    RuntimeSettings settings =
        new RuntimeSettings(
            Duration.ofSeconds(120),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20));
    JailedWorkerLauncher launcher =
        new JailedWorkerLauncher(
            RuntimeImage.ofCurrentProcess(),
            WorkerTempo.THROUGHPUT,
            IsolationLabel.PROCESS,
            line -> {});
    try (ProcessGuestRuntime runtime = ProcessGuestRuntime.open(launcher, settings, line -> {});
        GuestInstance guest =
            runtime.start(Guests.order("rest", module(language), new Demo(1), new Console()))) {
      assertEquals(1L, call(guest, "fill"));
      long full = residentKib(runtime);
      assertEquals(2L, call(guest, "drop"));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (residentKib(runtime) > full - GIVEN_BACK_KIB && System.nanoTime() < deadline) {
        Thread.sleep(50);
      }
      long left = residentKib(runtime);
      assertTrue(left <= full - GIVEN_BACK_KIB, full + " KiB and then " + left);
      assertEquals(3L, call(guest, "drop"));
    }
  }

  private static GuestProgram module(Language language) {
    return switch (language) {
      case JAVASCRIPT ->
          Guests.module(
              language,
              Map.of(
                  "main.mjs",
                  """
                  let calls = 0, held = [];
                  export function fill() {
                    for (let i = 0; i < 10000; i++) held.push(new Array(1000).fill(i + 0.5));
                    return ++calls;
                  }
                  export function drop() { held = []; return ++calls; }
                  """),
              "main.mjs");
      case PYTHON ->
          Guests.module(
              language,
              Map.of(
                  "main.py",
                  """
                  calls, held = 0, []
                  def fill(caps):
                      global calls
                      held.extend([float(i)] * 1000 for i in range(20000))
                      calls += 1
                      return calls
                  def drop(caps):
                      global calls
                      held.clear()
                      calls += 1
                      return calls
                  """),
              "main.py");
    };
  }

  private static @Nullable Object call(GuestInstance guest, String function) throws Exception {
    return GuestValuesTest.value(
        Guests.outcome(guest.invoke(new GuestInvocation.Call(function, List.of()), Guests.ROOMY)));
  }

  private static long residentKib(ProcessGuestRuntime runtime) throws IOException {
    long pid = runtime.workerPids().iterator().next();
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
