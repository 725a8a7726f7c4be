package dev.symphony.audit.merkle;

import dev.symphony.capabilities.Bytes;
import java.util.List;

/**
 * Shows that an entry is in a tree, or in a subtree of it.
 *
 * @param index the index of the entry in the log
 * @param subtree the entries that the root is over; from 0 on for a whole tree
 * @param hashes from the entry up to the root
 */
public record InclusionProof(long index, Subtree subtree, List<Bytes> hashes) {
  public InclusionProof {
    hashes = List.copyOf(hashes);
  }

  /** Whether it shows that the entry with this hash is there, under this root. */
  public boolean proves(Bytes leaf, Bytes root) {
    if (leaf.length() != TreeHasher.HASH_BYTES
        || !subtree.isValid()
        || index < subtree.start()
        || index >= subtree.end()) {
      return false;
    }
    TreeHasher hasher = new TreeHasher();
    long node = index - subtree.start();
    long last = subtree.size() - 1;
    Bytes hash = leaf;
    for (Bytes sibling : hashes) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = hasher.parent(sibling, hash);
        int skipped = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
        node >>>= skipped;
        last >>>= skipped;
      } else {
        hash = hasher.parent(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && hash.equals(root);
  }
}
