package dev.symphony.pit.arbitration;

/**
 * Something that there is too little of.
 *
 * @param name its name
 * @param capacity how much of it there is
 * @param maxWaiting how many requests may wait
 * @param strategy how it is decided whose turn it is
 */
public record ContendedResource(String name, long capacity, int maxWaiting, Strategy strategy) {
  public ContendedResource {
    if (capacity < 1 || maxWaiting < 0) {
      throw new IllegalArgumentException("there is at least one unit, and a place to wait or none");
    }
  }
}
