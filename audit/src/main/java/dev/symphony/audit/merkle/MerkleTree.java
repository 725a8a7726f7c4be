package dev.symphony.audit.merkle;

import dev.symphony.capabilities.Bytes;
import java.util.ArrayList;
import java.util.List;

/** A tree of a fixed size over hashes that somebody keeps; it makes proofs. */
public final class MerkleTree {
  private final TreeHasher hasher = new TreeHasher();
  private final HashSource hashes;
  private final long size;

  /** The tree over the first {@code size} entries. */
  public MerkleTree(HashSource hashes, long size) {
    this.hashes = hashes;
    this.size = size;
  }

  /** The root. */
  public Bytes root() {
    return size == 0 ? hasher.emptyRoot() : hash(0, size);
  }

  /** The hash of a subtree. */
  public Bytes hash(Subtree subtree) {
    return hash(require(subtree).start(), subtree.end());
  }

  /** Proves that the entry at {@code index} is in the tree. */
  public InclusionProof inclusion(long index) {
    return inclusion(index, Subtree.ofTree(size));
  }

  /** Proves that the entry at {@code index} is in a subtree. */
  public InclusionProof inclusion(long index, Subtree subtree) {
    require(subtree);
    if (index < subtree.start() || index >= subtree.end()) {
      throw new IllegalArgumentException("entry " + index + " is not in " + subtree);
    }
    List<Bytes> path = new ArrayList<>();
    addPath(index, subtree.start(), subtree.end(), path);
    return new InclusionProof(index, subtree, path);
  }

  /** Proves that the tree goes on from the tree of its first {@code earlier} entries. */
  public ConsistencyProof consistency(long earlier) {
    return consistency(Subtree.ofTree(earlier));
  }

  /** Proves that a subtree is in the tree. */
  public ConsistencyProof consistency(Subtree subtree) {
    List<Bytes> path = new ArrayList<>();
    addEdge(require(subtree), new Subtree(0, size), Edge.KNOWN, path);
    return new ConsistencyProof(subtree, size, path);
  }

  /** Whether the verifier knows the hash of the range that is being looked at. */
  private enum Edge {
    KNOWN,
    UNKNOWN
  }

  private Subtree require(Subtree subtree) {
    if (!subtree.isValid() || subtree.end() > size) {
      throw new IllegalArgumentException(subtree + " is no subtree of a tree of " + size);
    }
    return subtree;
  }

  private void addPath(long index, long start, long end, List<Bytes> path) {
    if (end - start == 1) {
      return;
    }
    long middle = start + left(end - start);
    if (index < middle) {
      addPath(index, start, middle, path);
      path.add(hash(middle, end));
    } else {
      addPath(index, middle, end, path);
      path.add(hash(start, middle));
    }
  }

  private void addEdge(Subtree wanted, Subtree within, Edge edge, List<Bytes> path) {
    if (wanted.equals(within)) {
      if (edge == Edge.UNKNOWN) {
        path.add(hash(wanted.start(), wanted.end()));
      }
      return;
    }
    long middle = within.start() + left(within.size());
    Subtree leftPart = new Subtree(within.start(), middle);
    Subtree rightPart = new Subtree(middle, within.end());
    if (wanted.end() <= middle) {
      addEdge(wanted, leftPart, edge, path);
      path.add(hash(rightPart.start(), rightPart.end()));
    } else {
      boolean spans = wanted.start() < middle;
      Subtree rest = spans ? new Subtree(middle, wanted.end()) : wanted;
      addEdge(rest, rightPart, spans ? Edge.UNKNOWN : edge, path);
      path.add(hash(leftPart.start(), leftPart.end()));
    }
  }

  private Bytes hash(long start, long end) {
    long count = end - start;
    if (Long.bitCount(count) == 1) {
      int level = Long.numberOfTrailingZeros(count);
      return hashes.subtree(level, start >>> level);
    }
    long middle = start + left(count);
    return hasher.parent(hash(start, middle), hash(middle, end));
  }

  /** How many of {@code count} entries are on the left: the largest power of two below. */
  private static long left(long count) {
    return Long.highestOneBit(count - 1);
  }
}
