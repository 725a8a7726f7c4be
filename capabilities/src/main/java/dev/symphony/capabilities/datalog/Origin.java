package dev.symphony.capabilities.datalog;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of places that statements come from: the authorizer, and blocks by index.
 *
 * <p>It is both what a fact was made of and what a rule trusts.
 *
 * @param mask bit n for block n, the highest bit for the authorizer
 */
public record Origin(long mask) {
  /** The number of blocks that a token may have. */
  public static final int MAX_BLOCKS = 63;

  private static final Origin NONE = new Origin(0);
  private static final Origin AUTHORIZER = new Origin(1L << MAX_BLOCKS);

  /** No place at all. */
  public static Origin none() {
    return NONE;
  }

  /** The authorizer alone. */
  public static Origin authorizer() {
    return AUTHORIZER;
  }

  /** One block alone. */
  public static Origin block(int index) {
    if (index < 0 || index >= MAX_BLOCKS) {
      throw new IllegalArgumentException("there is no block " + index);
    }
    return new Origin(1L << index);
  }

  /** The blocks before an index. */
  public static Origin blocksBefore(int index) {
    if (index < 0 || index > MAX_BLOCKS) {
      throw new IllegalArgumentException("there is no block " + index);
    }
    return new Origin((1L << index) - 1);
  }

  /** Both sets together. */
  public Origin with(Origin other) {
    return new Origin(mask | other.mask);
  }

  /** Whether all of this set is in the other one. */
  public boolean isWithin(Origin trusted) {
    return (mask & ~trusted.mask) == 0;
  }

  /** Whether the authorizer is in this set. */
  public boolean hasAuthorizer() {
    return mask < 0;
  }

  /** The blocks in this set, in order. */
  public List<Integer> blocks() {
    List<Integer> blocks = new ArrayList<>();
    for (int i = 0; i < MAX_BLOCKS; i++) {
      if (((mask >>> i) & 1) != 0) {
        blocks.add(i);
      }
    }
    return blocks;
  }
}
