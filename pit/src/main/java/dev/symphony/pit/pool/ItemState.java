package dev.symphony.pit.pool;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Where one item of a pool is at. Guarded by the lock of its pool. */
final class ItemState {
  /** The states of an item. */
  enum State {
    /** Not loaded. */
    IDLE,
    /** Being loaded. */
    LOADING,
    /** Loaded before anybody asked for it. */
    WARM,
    /** Lent. */
    ACTIVE,
    /** Loaded, and given back by the last who had it. */
    COOLDOWN,
    /** Loading failed, or it stopped working. */
    FAILED
  }

  final PoolItem item;
  State state = State.IDLE;
  int leases;
  long loads;
  long hits;
  long sinceNanos;
  boolean sick;

  /** Whether it failed while it was loaded, and not to load. */
  boolean lost;

  @Nullable CountDownLatch loading;

  ItemState(PoolItem item) {
    this.item = item;
  }

  boolean isLoaded() {
    return switch (state) {
      case LOADING, WARM, ACTIVE, COOLDOWN -> true;
      case IDLE, FAILED -> false;
    };
  }

  /** Whether it is loaded and nobody has it, so that it can make room. */
  boolean isSpare() {
    return state == State.WARM || state == State.COOLDOWN;
  }

  void enter(State next, long nanos) {
    state = next;
    sinceNanos = nanos;
  }
}
