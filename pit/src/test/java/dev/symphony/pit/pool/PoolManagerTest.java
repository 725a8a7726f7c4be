package dev.symphony.pit.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.service.ServiceFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PoolManagerTest {
  private final AtomicLong now = new AtomicLong();
  private final ScriptedBackend backend = new ScriptedBackend();

  private static PoolItem item(String name) {
    return new PoolItem(name, 10, 2, 1, Optional.empty());
  }

  private PoolManager pool(PoolLimits limits, Forecast forecast, PoolItem... items) {
    return new PoolManager(List.of(items), limits, backend, forecast, now::get);
  }

  private static PoolLimits limits(int maxLoaded, long maxBytes, long budget) {
    return new PoolLimits(maxLoaded, maxBytes, budget, Duration.ofNanos(100), Duration.ofNanos(50));
  }

  private PoolManager pool(PoolItem... items) {
    return pool(limits(10, 1000, 1000), Forecast.NONE, items);
  }

  private static Map<String, String> states(PoolManager pool) {
    return pool.status().stream().collect(Collectors.toMap(ItemStatus::item, ItemStatus::state));
  }

  private static String refusal(Runnable call) {
    return assertThrows(ServiceFailure.class, call::run).code();
  }

  @Test
  void item_goesRoundItsStates() {
    PoolManager pool = pool(item("a"));
    assertEquals(Map.of("a", "idle"), states(pool));
    Lease cold = pool.allocate("a");
    assertFalse(cold.warm());
    assertEquals(Map.of("a", "active"), states(pool));
    pool.release(cold.id());
    pool.release(cold.id());
    assertEquals(Map.of("a", "cooldown"), states(pool));
    Lease warm = pool.allocate("a");
    assertTrue(warm.warm());
    pool.release(warm.id());
    now.set(99);
    pool.sweep();
    assertEquals(Map.of("a", "cooldown"), states(pool));
    now.set(100);
    pool.sweep();
    assertEquals(Map.of("a", "idle"), states(pool));
    assertEquals(List.of("load a", "unload a"), backend.calls);
  }

  @Test
  void room_isMadeByWhatNobodyHasHadForLongest() {
    PoolManager pool = pool(limits(2, 1000, 1000), Forecast.NONE, item("a"), item("b"), item("c"));
    pool.release(pool.allocate("a").id());
    now.set(1);
    pool.release(pool.allocate("b").id());
    now.set(2);
    pool.release(pool.allocate("a").id());
    now.set(3);
    Lease c = pool.allocate("c");
    assertEquals(Map.of("a", "cooldown", "b", "idle", "c", "active"), states(pool));
    Lease a = pool.allocate("a");
    assertEquals("pool-full", refusal(() -> pool.allocate("b")));
    pool.release(c.id());
    pool.release(a.id());
  }

  @Test
  void bytesLoansAndBudget_areKept() {
    PoolManager pool = pool(limits(9, 15, 2), Forecast.NONE, item("a"), item("b"));
    Lease a = pool.allocate("a");
    pool.allocate("a");
    assertEquals("pool-full", refusal(() -> pool.allocate("a")));
    assertEquals("pool-full", refusal(() -> pool.allocate("b")));
    pool.release(a.id());
    pool.release(a.id() + 1);
    pool.release(pool.allocate("b").id());
    assertEquals("pool-budget", refusal(() -> pool.allocate("a")));
    assertEquals("pool-item-unknown", refusal(() -> pool.allocate("z")));
  }

  @Test
  void failure_isAnsweredByTheBackupUntilTheRestIsOver() {
    PoolManager pool = pool(new PoolItem("a", 1, 9, 0, Optional.of("b")), item("b"));
    backend.broken.add("a");
    assertEquals("b", pool.allocate("a").item());
    backend.broken.clear();
    assertEquals("b", pool.allocate("a").item());
    now.set(50);
    assertEquals("a", pool.allocate("a").item());
  }

  @Test
  void failureWithoutABackup_isSaid() {
    PoolManager pool = pool(item("a"));
    backend.broken.add("a");
    assertEquals("pool-item-failed", refusal(() -> pool.allocate("a")));
    assertEquals(Map.of("a", "failed"), states(pool));
  }

  @Test
  void sickItem_isTakenOutOfUseWhenItIsGivenBack() {
    PoolManager pool = pool(item("a"));
    Lease lease = pool.allocate("a");
    backend.sick.add("a");
    pool.sweep();
    assertEquals(Map.of("a", "active"), states(pool));
    pool.release(lease.id());
    assertEquals(Map.of("a", "failed"), states(pool));
    backend.sick.clear();
    assertFalse(pool.allocate("a").warm());
  }

  @Test
  void sickItemThatCannotBeLoadedAgain_rests() {
    PoolManager pool = pool(item("a"));
    Lease lease = pool.allocate("a");
    backend.sick.add("a");
    pool.sweep();
    pool.release(lease.id());
    backend.broken.add("a");
    assertEquals("pool-item-failed", refusal(() -> pool.allocate("a")));
    backend.broken.clear();
    assertEquals("pool-item-failed", refusal(() -> pool.allocate("a")));
    now.set(50);
    assertFalse(pool.allocate("a").warm());
  }

  @Test
  void sickItemWithABackup_restsWhileThatStandsIn() {
    PoolManager pool = pool(new PoolItem("a", 1, 9, 0, Optional.of("b")), item("b"));
    Lease lease = pool.allocate("a");
    backend.sick.add("a");
    pool.sweep();
    pool.release(lease.id());
    assertEquals("b", pool.allocate("a").item());
    now.set(50);
    assertEquals("a", pool.allocate("a").item());
  }

  @Test
  void manyThreads_neverExceedTheLimits() throws InterruptedException {
    AtomicInteger loaded = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    PoolBackend counting =
        new PoolBackend() {
          @Override
          public void load(PoolItem item) {
            most.accumulateAndGet(loaded.incrementAndGet(), Math::max);
          }

          @Override
          public void unload(PoolItem item) {
            loaded.decrementAndGet();
          }

          @Override
          public boolean isHealthy(PoolItem item) {
            return true;
          }
        };
    List<PoolItem> items = List.of(item("a"), item("b"), item("c"), item("d"), item("e"));
    PoolManager pool =
        new PoolManager(
            items, limits(3, 1000, Long.MAX_VALUE / 2), counting, Forecast.NONE, System::nanoTime);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Random random = new Random(t);
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 5_000; i++) {
                  try {
                    pool.release(pool.allocate("" + (char) ('a' + random.nextInt(5))).id());
                  } catch (ServiceFailure full) {
                    assertEquals("pool-full", full.code());
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertTrue(most.get() <= 3, "loaded at once: " + most.get());
    assertTrue(pool.status().stream().allMatch(item -> item.leases() == 0));
  }
}
