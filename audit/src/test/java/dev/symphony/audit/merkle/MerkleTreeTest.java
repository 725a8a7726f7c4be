package dev.symphony.audit.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  private static final int LARGEST = 70;

  private final TreeHasher hasher = new TreeHasher();

  private Bytes leaf(int index) {
    return hasher.leaf(new byte[] {(byte) index});
  }

  /** The definition of RFC 6962, word for word. */
  private Bytes defined(int start, int end) {
    if (end - start == 0) {
      return hasher.emptyRoot();
    }
    if (end - start == 1) {
      return leaf(start);
    }
    int k = Integer.highestOneBit(end - start - 1);
    return hasher.parent(defined(start, start + k), defined(start + k, end));
  }

  private MerkleTree tree(int size) {
    return new MerkleTree(
        (level, index) -> defined((int) (index << level), (int) ((index + 1) << level)), size);
  }

  @Test
  void frontier_hasTheRootOfEverySize() {
    Frontier frontier = new Frontier(hasher);
    for (int size = 0; size < LARGEST; size++) {
      assertEquals(defined(0, size), frontier.root());
      assertEquals(defined(0, size), tree(size).root());
      Frontier again =
          Frontier.of(
              hasher,
              (level, index) -> defined((int) (index << level), (int) ((index + 1) << level)),
              size);
      assertEquals(frontier.root(), again.root());
      frontier.add(leaf(size));
    }
  }

  @Test
  void everyInclusionProof_holdsForItsEntryAlone() {
    for (int size = 1; size < LARGEST; size++) {
      for (int index = 0; index < size; index++) {
        InclusionProof proof = tree(size).inclusion(index);
        assertTrue(proof.proves(leaf(index), defined(0, size)));
        assertFalse(proof.proves(leaf(index + 1), defined(0, size)));
        assertFalse(proof.proves(leaf(index), defined(0, size + 1)));
        assertTrue(proof.hashes().size() <= 32 - Integer.numberOfLeadingZeros(size - 1));
      }
    }
  }

  @Test
  void everyConsistencyProof_holdsForItsTreesAlone() {
    for (int size = 1; size < LARGEST; size++) {
      for (int earlier = 1; earlier <= size; earlier++) {
        ConsistencyProof proof = tree(size).consistency(earlier);
        assertTrue(
            proof.provesGrowth(defined(0, earlier), defined(0, size)), earlier + " of " + size);
        assertFalse(proof.proves(defined(0, earlier - 1), defined(0, size)));
        assertFalse(proof.proves(defined(0, earlier), defined(0, size + 1)));
      }
    }
  }

  @Test
  void everySubtree_isProvedToBeInEveryTree() {
    List<Subtree> subtrees = new ArrayList<>();
    for (int start = 0; start < 33; start++) {
      for (int end = start + 1; end <= 33; end++) {
        subtrees.add(new Subtree(start, end));
      }
    }
    subtrees.removeIf(subtree -> !subtree.isValid());
    for (Subtree subtree : subtrees) {
      Bytes hash = defined((int) subtree.start(), (int) subtree.end());
      for (int size = (int) subtree.end(); size < 40; size++) {
        MerkleTree tree = tree(size);
        assertEquals(hash, tree.hash(subtree));
        assertTrue(tree.consistency(subtree).proves(hash, tree.root()), subtree + " " + size);
        InclusionProof proof = tree.inclusion(subtree.end() - 1, subtree);
        assertTrue(proof.proves(leaf((int) subtree.end() - 1), hash));
      }
    }
  }
}
