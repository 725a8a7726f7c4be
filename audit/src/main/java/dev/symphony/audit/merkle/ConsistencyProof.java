package dev.symphony.audit.merkle;

import dev.symphony.capabilities.Bytes;
import java.util.List;

/**
 * Shows that a tree contains an earlier tree unchanged, or a subtree.
 *
 * @param subtree the entries of the earlier tree, from 0 on, or of the subtree
 * @param size how many entries the later tree has
 * @param hashes from the edge of the subtree up to the root
 */
public record ConsistencyProof(Subtree subtree, long size, List<Bytes> hashes) {
  public ConsistencyProof {
    hashes = List.copyOf(hashes);
  }

  /**
   * Whether it shows that the tree with root {@code later} goes on from the one with root {@code
   * earlier}. The empty tree says nothing about what came after it, so nothing goes on from it.
   */
  public boolean provesGrowth(Bytes earlier, Bytes later) {
    return subtree.start() == 0 && subtree.end() > 0 && proves(earlier, later);
  }

  /**
   * Whether it shows that the subtree with this hash is in the tree with this root; the empty
   * subtree is in every tree.
   */
  public boolean proves(Bytes subtreeHash, Bytes root) {
    if (subtree.start() == subtree.end()) {
      return subtree.start() >= 0
          && subtree.end() <= size
          && hashes.isEmpty()
          && subtreeHash.equals(new TreeHasher().emptyRoot());
    }
    return subtree.isValid() && subtree.end() <= size && new Climb(subtreeHash).reaches(root);
  }

  /** The way up: node and edge of the subtree, last node of the tree, and both hashes. */
  private final class Climb {
    private final TreeHasher hasher = new TreeHasher();
    private final Bytes subtreeHash;
    private long node = subtree.start();
    private long edge = subtree.end() - 1;
    private long last = size - 1;

    Climb(Bytes subtreeHash) {
      this.subtreeHash = subtreeHash;
    }

    boolean reaches(Bytes root) {
      while (node != edge && (edge == last || (edge & 1) == 1)) {
        up();
      }
      if (node == edge) {
        return reaches(root, subtreeHash, hashes);
      }
      return !hashes.isEmpty()
          && reaches(root, hashes.getFirst(), hashes.subList(1, hashes.size()));
    }

    private boolean reaches(Bytes root, Bytes seed, List<Bytes> rest) {
      Bytes inner = seed;
      Bytes outer = seed;
      for (Bytes sibling : rest) {
        if (last == 0) {
          return false;
        }
        if ((edge & 1) == 1 || edge == last) {
          inner = node < edge ? hasher.parent(sibling, inner) : inner;
          outer = hasher.parent(sibling, outer);
          while (edge != 0 && (edge & 1) == 0) {
            up();
          }
        } else {
          outer = hasher.parent(outer, sibling);
        }
        up();
      }
      return last == 0 && inner.equals(subtreeHash) && outer.equals(root);
    }

    private void up() {
      node >>>= 1;
      edge >>>= 1;
      last >>>= 1;
    }
  }
}
