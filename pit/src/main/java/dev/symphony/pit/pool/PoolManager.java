package dev.symphony.pit.pool;

import dev.symphony.kernel.service.ServiceFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Decides which items are loaded: those that are lent, those that were of late, and those that the
 * forecast says are needed next. Idle -> Loading -> Warm -> Active -> Cooldown -> Idle; Failed from
 * any of them, and back to Idle after a rest.
 */
public final class PoolManager implements Pool {
  private final PoolLimits limits;
  private final PoolBackend backend;
  private final Forecast forecast;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Map<String, ItemState> items = Map.of();
  private final Map<Long, ItemState> loans = new HashMap<>();
  private long lastLoan;
  private long spent;
  private int loaded;
  private long loadedBytes;

  /**
   * A pool with nothing loaded.
   *
   * @param nanos a clock that never goes backwards
   */
  public PoolManager(
      List<PoolItem> items,
      PoolLimits limits,
      PoolBackend backend,
      Forecast forecast,
      LongSupplier nanos) {
    this.limits = limits;
    this.backend = backend;
    this.forecast = forecast;
    this.nanos = nanos;
    // The loans of a successor have other numbers: nobody lends once in a nanosecond.
    this.lastLoan = nanos.getAsLong();
    items.forEach(this::add);
  }

  private void add(PoolItem item) {
    Map<String, ItemState> more = new LinkedHashMap<>(items);
    more.putIfAbsent(item.name(), new ItemState(item));
    items = Collections.unmodifiableMap(more);
  }

  @Override
  public void offer(String item, long bytes, long loans, String after) {
    lock.lock();
    try {
      add(new PoolItem(item, bytes, Math.toIntExact(loans), 0, Optional.empty()));
      if (!after.isEmpty()) {
        forecast.follows(after, item);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Lease> lend(String name) {
    ItemState state = find(name);
    lock.lock();
    try {
      return state.isLoaded() && state.loading == null
          ? Optional.of(loan(state, Warmth.WARM))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private ItemState find(String name) {
    ItemState state = items.get(name);
    if (state == null) {
      throw new ServiceFailure("pool-item-unknown", "there is no item '" + shown(name) + "'");
    }
    return state;
  }

  @Override
  public Lease allocate(String name) {
    ItemState state = find(name);
    Optional<Lease> lease = lend(state);
    for (int hops = 0; lease.isEmpty() && hops < items.size(); hops++) {
      state = backup(state);
      lease = lend(state);
    }
    return lease.orElseThrow(() -> failed(name));
  }

  private ItemState backup(ItemState failed) {
    ItemState backup = failed.item.backup().map(items::get).orElse(null);
    if (backup == null) {
      throw failed(failed.item.name());
    }
    return backup;
  }

  private static ServiceFailure failed(String name) {
    return new ServiceFailure("pool-item-failed", "'" + shown(name) + "' can't be loaded");
  }

  private static String shown(String name) {
    return name.substring(0, Math.min(name.length(), 80));
  }

  /** Lends an item, or nothing when it has failed. */
  private Optional<Lease> lend(ItemState state) {
    Warmth warmth = Warmth.WARM;
    while (true) {
      CountDownLatch loading;
      lock.lock();
      try {
        if (state.state == ItemState.State.FAILED && !mayBeTried(state)) {
          return Optional.empty();
        }
        if (state.isLoaded() && state.loading == null) {
          return Optional.of(loan(state, warmth));
        }
        loading = state.loading;
        if (loading == null) {
          reserve(state);
        }
      } finally {
        lock.unlock();
      }
      if (loading != null) {
        await(loading);
      } else if (!load(state)) {
        return Optional.empty();
      } else {
        warmth = Warmth.COLD;
      }
    }
  }

  /**
   * Whether a failed item may be loaded again: one that could not be loaded when it has rested, one
   * that was lost while it was loaded at once, unless there is another to stand in for it.
   */
  private boolean mayBeTried(ItemState state) {
    return nanos.getAsLong() - state.sinceNanos >= limits.failureRest().toNanos()
        || (state.lost && state.item.backup().isEmpty());
  }

  private enum Warmth {
    WARM,
    COLD
  }

  private Lease loan(ItemState state, Warmth warmth) {
    if (state.leases >= state.item.loans()) {
      throw new ServiceFailure("pool-full", "'" + state.item.name() + "' is lent out");
    }
    state.leases++;
    if (warmth == Warmth.WARM) {
      state.hits++;
    }
    if (state.state != ItemState.State.ACTIVE) {
      state.enter(ItemState.State.ACTIVE, nanos.getAsLong());
    }
    long id = ++lastLoan;
    loans.put(id, state);
    forecast.used(state.item.name(), nanos.getAsLong());
    return new Lease(id, state.item.name(), warmth == Warmth.WARM);
  }

  private static void await(CountDownLatch loading) {
    try {
      loading.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceFailure("pool-item-failed", "the wait for the item was interrupted");
    }
  }

  /** Makes room for an item, and marks it as being loaded. */
  private void reserve(ItemState state) {
    if (spent + state.item.loadCost() > limits.budget()) {
      throw new ServiceFailure("pool-budget", "loading '" + state.item.name() + "' costs too much");
    }
    List<ItemState> evicted = room(state.item);
    evicted.forEach(this::drop);
    evicted.forEach(gone -> backend.unload(gone.item));
    spent += state.item.loadCost();
    loaded++;
    loadedBytes += state.item.bytes();
    state.loads++;
    state.loading = new CountDownLatch(1);
    state.enter(ItemState.State.LOADING, nanos.getAsLong());
  }

  /** What has to go for {@code item}, what nobody has had for longest first. */
  private List<ItemState> room(PoolItem item) {
    List<ItemState> spare =
        items.values().stream()
            .filter(ItemState::isSpare)
            .sorted(Comparator.comparingLong(state -> state.sinceNanos))
            .toList();
    List<ItemState> evicted = new ArrayList<>();
    int count = loaded + 1;
    long bytes = loadedBytes + item.bytes();
    for (ItemState oldest : spare) {
      if (count <= limits.maxLoaded() && bytes <= limits.maxBytes()) {
        break;
      }
      evicted.add(oldest);
      count--;
      bytes -= oldest.item.bytes();
    }
    if (count > limits.maxLoaded() || bytes > limits.maxBytes()) {
      throw new ServiceFailure("pool-full", "everything that is loaded is lent out");
    }
    return evicted;
  }

  private void drop(ItemState state) {
    loaded--;
    loadedBytes -= state.item.bytes();
    state.enter(ItemState.State.IDLE, nanos.getAsLong());
  }

  private boolean load(ItemState state) {
    boolean done = false;
    try {
      backend.load(state.item);
      done = true;
    } catch (PoolLoadException e) {
      return false;
    } finally {
      lock.lock();
      try {
        if (!done) {
          drop(state);
        }
        state.lost = false;
        state.enter(done ? ItemState.State.WARM : ItemState.State.FAILED, nanos.getAsLong());
        CountDownLatch loading = state.loading;
        state.loading = null;
        if (loading != null) {
          loading.countDown();
        }
      } finally {
        lock.unlock();
      }
    }
    return true;
  }

  @Override
  public void release(long lease) {
    lock.lock();
    try {
      ItemState state = loans.remove(lease);
      if (state == null || --state.leases > 0) {
        return;
      }
      if (state.sick) {
        fail(state);
      } else {
        state.enter(ItemState.State.COOLDOWN, nanos.getAsLong());
      }
    } finally {
      lock.unlock();
    }
  }

  private void fail(ItemState state) {
    drop(state);
    state.sick = false;
    state.lost = true;
    state.enter(ItemState.State.FAILED, nanos.getAsLong());
    backend.unload(state.item);
  }

  @Override
  public List<ItemStatus> status() {
    lock.lock();
    try {
      return items.values().stream()
          .map(state ->
              new ItemStatus(
                  state.item.name(),
                  state.state.name().toLowerCase(Locale.ROOT),
                  state.leases,
                  state.loads,
                  state.hits))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void sweep() {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      for (ItemState state : items.values()) {
        if (state.isSpare() && now - state.sinceNanos >= limits.cooldown().toNanos()) {
          drop(state);
          backend.unload(state.item);
        } else if (state.isSpare() && !backend.isHealthy(state.item)) {
          fail(state);
        } else if (state.state == ItemState.State.ACTIVE) {
          state.sick |= !backend.isHealthy(state.item);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void prewarm() {
    for (String name : forecast.next(nanos.getAsLong())) {
      ItemState state = items.get(name);
      if (state != null && reserveIfCold(state)) {
        load(state);
      }
    }
  }

  private boolean reserveIfCold(ItemState state) {
    lock.lock();
    try {
      boolean cold = state.state == ItemState.State.IDLE;
      if (cold) {
        reserve(state);
      }
      return cold;
    } catch (ServiceFailure full) {
      return false;
    } finally {
      lock.unlock();
    }
  }
}
