package dev.symphony.audit.merkle;

import dev.symphony.capabilities.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: the hashes of its largest complete subtrees from left to right,
 * which is all that is needed to add entries and to know the root.
 */
public final class Frontier {
  private final TreeHasher hasher;
  private final List<Bytes> subtrees;
  private long size;

  /** The edge of the empty tree. */
  public Frontier(TreeHasher hasher) {
    this(hasher, 0, List.of());
  }

  private Frontier(TreeHasher hasher, long size, List<Bytes> subtrees) {
    this.hasher = hasher;
    this.size = size;
    this.subtrees = new ArrayList<>(subtrees);
  }

  /** The edge of a tree whose complete subtrees {@code hashes} knows. */
  public static Frontier of(TreeHasher hasher, HashSource hashes, long size) {
    List<Bytes> subtrees = new ArrayList<>();
    long start = 0;
    for (int level = 62; level >= 0; level--) {
      if ((size >>> level & 1) == 1) {
        subtrees.add(hashes.subtree(level, start >>> level));
        start += 1L << level;
      }
    }
    return new Frontier(hasher, size, subtrees);
  }

  /** How many entries the tree has. */
  public long size() {
    return size;
  }

  /** Adds an entry by its hash. */
  public void add(Bytes leaf) {
    Bytes hash = leaf;
    for (long carry = size; (carry & 1) == 1; carry >>>= 1) {
      hash = hasher.parent(subtrees.removeLast(), hash);
    }
    subtrees.add(hash);
    size++;
  }

  /** The root of the tree. */
  public Bytes root() {
    if (subtrees.isEmpty()) {
      return hasher.emptyRoot();
    }
    Bytes root = subtrees.getLast();
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      root = hasher.parent(subtrees.get(i), root);
    }
    return root;
  }
}
