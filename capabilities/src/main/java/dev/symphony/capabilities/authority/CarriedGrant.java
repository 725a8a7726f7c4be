package dev.symphony.capabilities.authority;

import dev.symphony.capabilities.right.Right;

/**
 * A grant as a token carries it.
 *
 * @param id the number of the grant, positive
 * @param right what it allows
 */
public record CarriedGrant(long id, Right right) {
  public CarriedGrant {
    if (id <= 0) {
      throw new IllegalArgumentException("the number of a grant is positive, not " + id);
    }
  }
}
