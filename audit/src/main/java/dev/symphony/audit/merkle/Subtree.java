package dev.symphony.audit.merkle;

/**
 * A range of entries that is a tree of its own within every larger tree.
 *
 * @param start the index of the first entry
 * @param end the index after the last entry
 */
public record Subtree(long start, long end) {

  /** All entries of a tree. */
  public static Subtree ofTree(long size) {
    return new Subtree(0, size);
  }

  /** Whether it has entries, and begins where a subtree of its size may begin. */
  public boolean isValid() {
    if (start < 0 || start >= end) {
      return false;
    }
    long whole = end - start == 1 ? 1 : Long.highestOneBit(end - start - 1) << 1;
    return whole > 0 && start % whole == 0;
  }

  /** How many entries it has. */
  public long size() {
    return end - start;
  }
}
