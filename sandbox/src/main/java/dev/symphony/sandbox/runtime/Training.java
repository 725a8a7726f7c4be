package dev.symphony.sandbox.runtime;

import java.util.List;

/**
 * A run that shows the virtual machine what a worker does, so that it can be remembered in a cache.
 * It ends by {@code System.exit} or by returning from {@code main}: a halted run leaves no cache.
 *
 * @param maxHeapBytes heap of the training run; a cache is usable with any other heap size
 */
public record Training(String mainClass, List<String> arguments, long maxHeapBytes) {
  public Training {
    arguments = List.copyOf(arguments);
    if (maxHeapBytes <= 0) {
      throw new IllegalArgumentException("maxHeapBytes must be positive: " + maxHeapBytes);
    }
  }
}
