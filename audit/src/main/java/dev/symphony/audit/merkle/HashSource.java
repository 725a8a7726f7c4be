package dev.symphony.audit.merkle;

import dev.symphony.capabilities.Bytes;

/** Knows the hashes of the complete subtrees of a tree. */
@FunctionalInterface
public interface HashSource {
  /**
   * The hash of the complete subtree over the entries from {@code index << level} to before {@code
   * (index + 1) << level}.
   */
  Bytes subtree(int level, long index);
}
