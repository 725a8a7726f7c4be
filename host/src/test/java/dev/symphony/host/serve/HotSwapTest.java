package dev.symphony.host.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.bench.swap.SwapBench;
import dev.symphony.host.session.InstalledSource;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions replace one another while calls come in, and no call is dropped. */
class HotSwapTest {
  private static final String STATEFUL =
      """
      let calls = 0;
      export default function run(input) { calls++; return calls; }
      export function exportState() { return calls; }
      export function importState(state) { calls = state; }
      """;

  private Session session = open();
  private final List<String> inForce = new CopyOnWriteArrayList<>();

  private static Session open() {
    try {
      return Session.open(
          new SessionOptions(
              Optional.empty(),
              Isolation.CONTEXT,
              WorkerTempo.THROUGHPUT,
              note -> {},
              Map.of("SYMPHONY_POLICY", "default")));
    } catch (UserError e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void forget() {
    inForce.clear();
  }

  @AfterEach
  void close() {
    session.close();
  }

  private InstalledSource version(int number, String code) throws DocumentException, UserError {
    String manifest =
        """
        [extension]
        name = "counter"
        version = "%d.0.0"
        publisher = "acme"
        kind = "operator"
        [code]
        language = "js"
        entry = "main.mjs"
        [resources]
        cpu = "400ms"
        """
            .formatted(number);
    return session
        .extensions()
        .install(
            ExtensionSource.of(
                "test",
                Map.of("extension.toml", Bytes.utf8(manifest), "main.mjs", Bytes.utf8(code)),
                Optional.empty()));
  }

  private ServedExtension serve(InstalledSource first) throws UserError {
    return ServedExtension.open(
        session,
        first,
        version -> Map.of(),
        version -> inForce.add(version.source().manifest().identity().version()));
  }

  private static Object value(CompletableFuture<GuestOutcome> call) throws Exception {
    GuestOutcome outcome = call.get(60, TimeUnit.SECONDS);
    return String.valueOf(assertInstanceOf(GuestOutcome.Completed.class, outcome).value());
  }

  private static String constant(int number) {
    return "export default () => " + number + ";";
  }

  @Test
  void newCalls_goToTheNewVersion() throws Exception {
    try (ServedExtension served = serve(version(1, constant(1)))) {
      assertEquals("1", value(served.call(null)));
      assertEquals(ServedExtension.Update.DONE, served.update(version(2, constant(2))));
      assertEquals("2", value(served.call(null)));
      assertEquals(List.of("2.0.0"), inForce);
    }
  }

  @Test
  void state_isHandedOver() throws Exception {
    try (ServedExtension served = serve(version(1, STATEFUL))) {
      value(served.call(null));
      value(served.call(null));
      assertEquals(ServedExtension.Update.DONE, served.update(version(2, STATEFUL)));
      assertEquals("3", value(served.call(null)));
    }
  }

  @Test
  void unhealthyVersions_neverServe() throws Exception {
    List<String> broken =
        List.of(
            "this is no JavaScript",
            "throw new Error('while loading');",
            constant(2) + " export function health() { return false; }",
            constant(2) + " export function health() { throw new Error('ill'); }",
            "export default () => 2; export function importState() { throw new Error('no'); }");
    try (ServedExtension served = serve(version(1, STATEFUL))) {
      int number = 2;
      for (String code : broken) {
        assertEquals(
            ServedExtension.Update.UNHEALTHY, served.update(version(number++, code)), code);
      }
      assertEquals("1.0.0", served.version().source().manifest().identity().version());
      assertEquals("1", value(served.call(null)));
      assertEquals(List.of(), inForce);
    }
  }

  @Test
  void versionsOverTheErrorBudget_giveWayToTheOneBefore() throws Exception {
    try (ServedExtension served = serve(version(1, constant(1)))) {
      served.update(version(2, "export default () => { throw new Error('after a while'); };"));
      int failed = 0;
      for (int call = 0; call < 20; call++) {
        failed +=
            served.call(null).get(60, TimeUnit.SECONDS) instanceof GuestOutcome.Completed ? 0 : 1;
      }
      assertTrue(failed > Serving.Budget.USUAL.failures() && failed < 20, failed + " failed");
      assertEquals("1", value(served.call(null)));
      assertEquals("1.0.0", served.version().source().manifest().identity().version());
      awaitInForce(List.of("2.0.0", "1.0.0"));
    }
  }

  private void awaitInForce(List<String> expected) {
    for (int i = 0; i < 500 && !inForce.equals(expected); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertEquals(expected, inForce);
  }

  @Test
  void guestsThatWereStopped_areReplaced() throws Exception {
    String code = "export default (input) => { if (input) for (;;); return 1; };";
    try (ServedExtension served = serve(version(1, code))) {
      assertEquals("1", value(served.call(null)));
      GuestOutcome stopped = served.call(true).get(120, TimeUnit.SECONDS);
      assertInstanceOf(GuestOutcome.LimitHit.class, stopped);
      for (int i = 0; i < 500 && !completes(served); i++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      assertEquals("1", value(served.call(null)));
    }
  }

  private static boolean completes(ServedExtension served) throws Exception {
    return served.call(null).get(60, TimeUnit.SECONDS) instanceof GuestOutcome.Completed;
  }

  /** Seven swaps in two seconds; {@code symphony bench swap} does twenty in thirty. */
  @Test
  void underLoad_noCallIsDropped() throws Exception {
    SwapBench.Report report =
        new SwapBench(
                session, new SwapBench.Settings(7, Duration.ofSeconds(2), Duration.ofMillis(500)))
            .run();
    assertEquals(0, report.failed());
    assertEquals(0, report.miscounted());
    assertTrue(report.calls() > 100, report::toString);
    System.out.println("Hot swap under load: " + report);
  }
}
