package dev.symphony.pit.arbitration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.service.ServiceFailure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArbitrationEngineTest {
  private static ArbitrationEngine engine(long capacity, Strategy strategy) {
    return new ArbitrationEngine(List.of(new ContendedResource("cpu", capacity, 1000, strategy)));
  }

  static Stream<Strategy> strategies() {
    return Stream.of(
        new Strategy.Priority(),
        new Strategy.RoundRobin(),
        new Strategy.Collaborative(),
        new Strategy.Queue(),
        new Strategy.WeightedRandom(new Random(1)));
  }

  @Test
  void withoutConflict_everybodyIsGranted() {
    ArbitrationEngine engine = engine(2, new Strategy.Queue());
    assertEquals("granted", engine.ask("cpu", "a", 1, 0).verdict());
    assertEquals("granted", engine.ask("cpu", "b", 1, 0).verdict());
    Ruling third = engine.ask("cpu", "c", 1, 0);
    assertEquals("deferred", third.verdict());
    assertTrue(third.rationale().contains("0 of 2 are free"), third.rationale());
  }

  @Test
  void impossible_isDeniedWithTheReason() {
    Ruling ruling = engine(2, new Strategy.Queue()).ask("cpu", "a", 3, 9);
    assertEquals("denied", ruling.verdict());
    assertEquals("there are only 2 of it in all", ruling.rationale());
    assertThrows(ServiceFailure.class, () -> engine(2, new Strategy.Queue()).ask("gpu", "a", 1, 0));
  }

  @Test
  void strategies_chooseAsTheySay() {
    Map<String, String> first = new HashMap<>();
    strategies()
        .filter(strategy -> !(strategy instanceof Strategy.WeightedRandom))
        .forEach(strategy -> {
          ArbitrationEngine engine = engine(1, strategy);
          engine.release(engine.ask("cpu", "b", 1, 0).request());
          Ruling holder = engine.ask("cpu", "a", 1, 0);
          Map<String, Ruling> waiting = new LinkedHashMap<>();
          waiting.put("a", engine.ask("cpu", "a", 1, 1));
          waiting.put("b", engine.ask("cpu", "b", 1, 5));
          waiting.put("c", engine.ask("cpu", "c", 1, 2));
          engine.release(holder.request());
          waiting.forEach((party, ruling) -> {
            if (engine.look(ruling.request()).isGranted()) {
              first.put(strategy.getClass().getSimpleName(), party);
            }
          });
        });
    assertEquals(
        Map.of("Queue", "a", "Priority", "b", "RoundRobin", "c", "Collaborative", "c"), first);
  }

  @Test
  void requestTakenBack_makesWay() {
    ArbitrationEngine engine = engine(1, new Strategy.Queue());
    Ruling holder = engine.ask("cpu", "a", 1, 0);
    Ruling gone = engine.ask("cpu", "b", 1, 0);
    Ruling next = engine.ask("cpu", "c", 1, 0);
    engine.release(gone.request());
    engine.release(holder.request());
    assertTrue(engine.look(next.request()).isGranted());
    engine.release(holder.request());
    assertTrue(engine.look(next.request()).isGranted(), "a second release changes nothing");
  }

  /** One eager party with urgent requests, and a patient one: it is served all the same. */
  @ParameterizedTest
  @MethodSource("strategies")
  void nobodyStarves(Strategy strategy) {
    ArbitrationEngine engine = engine(1, strategy);
    Ruling holder = engine.ask("cpu", "eager", 1, 1_000_000);
    Ruling patient = engine.ask("cpu", "patient", 1, 0);
    for (int round = 0; round < 1000; round++) {
      Ruling next = engine.ask("cpu", "eager", 1, 1_000_000);
      engine.release(holder.request());
      if (engine.look(patient.request()).isGranted()) {
        return;
      }
      holder = next;
    }
    throw new AssertionError("never served");
  }

  /** Ten parties that all want more than there is, one of them ten times as much. */
  @ParameterizedTest
  @MethodSource("strategies")
  void skewedLoad_isSharedAsTheStrategySays(Strategy strategy) {
    ArbitrationEngine engine = engine(4, strategy);
    Random random = new Random(7);
    Map<Long, String> open = new LinkedHashMap<>();
    for (int step = 0; step < 5_000; step++) {
      for (int p = 0; p < 10; p++) {
        String party = "p" + p;
        for (int wanted = p == 0 ? 40 : 4; count(open, party) < wanted; ) {
          open.put(engine.ask("cpu", party, 1, 1 + p % 3).request(), party);
        }
      }
      List<Long> granted =
          open.keySet().stream().filter(request -> engine.look(request).isGranted()).toList();
      long done = granted.get(random.nextInt(granted.size()));
      engine.release(done);
      open.remove(done);
    }
    Fairness fairness = engine.fairness("cpu");
    System.out.printf(
        "%-15s gini %.3f, largest deviation from an even share %.1f%%%n",
        strategy.getClass().getSimpleName(), fairness.gini(), fairness.deviation() * 100);
    if (strategy instanceof Strategy.RoundRobin || strategy instanceof Strategy.Collaborative) {
      assertTrue(fairness.deviation() < 0.1, () -> "deviation " + fairness);
    }
  }

  private static long count(Map<Long, String> open, String party) {
    return open.values().stream().filter(party::equals).count();
  }

  @Test
  void gini_isThatOfTheDefinition() {
    assertEquals(0, Fairness.of(Map.of("a", 5L, "b", 5L)).gini(), 1e-9);
    assertEquals(0.5, Fairness.of(Map.of("a", 0L, "b", 10L)).gini(), 1e-9);
    assertEquals(0.25, Fairness.of(Map.of("a", 1L, "b", 3L)).gini(), 1e-9);
  }
}
