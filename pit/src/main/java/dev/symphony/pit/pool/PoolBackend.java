package dev.symphony.pit.pool;

/**
 * Does what the Pool Manager decides. {@code load} may take its time and is called by several
 * threads at once; the others are called under the lock of the pool and return at once.
 */
public interface PoolBackend {
  /**
   * Loads an item; returns when it is ready for use.
   *
   * @throws PoolLoadException when it can't be loaded
   */
  void load(PoolItem item) throws PoolLoadException;

  /** Unloads an item that nobody has. */
  void unload(PoolItem item);

  /** Whether a loaded item still works. */
  boolean isHealthy(PoolItem item);
}
