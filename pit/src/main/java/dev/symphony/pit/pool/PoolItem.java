package dev.symphony.pit.pool;

import java.util.Optional;

/**
 * Something that can be kept warm.
 *
 * @param name its name
 * @param bytes the memory that it takes when loaded
 * @param loans how many may have it at a time
 * @param loadCost what loading it costs, in millionths of the unit of money
 * @param backup what is lent in its place while it has failed
 */
public record PoolItem(String name, long bytes, int loans, long loadCost, Optional<String> backup) {
  public PoolItem {
    if (bytes < 0 || loans < 1 || loadCost < 0) {
      throw new IllegalArgumentException("an item has a size, a cost and at least one loan");
    }
  }
}
