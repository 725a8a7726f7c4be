package dev.symphony.kernel.policy;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.guest.IsolationLabel;

/**
 * A right that somebody asks for.
 *
 * @param requester who asks
 * @param right what is asked for, constraints included
 * @param isolation the walls that will stand around the guest
 * @param occasion when it is asked for
 */
public record GrantRequest(
    Requester requester, Right right, IsolationLabel isolation, Occasion occasion) {

  /** A request of a manifest. */
  public GrantRequest(Requester requester, Right right, IsolationLabel isolation) {
    this(requester, right, isolation, new Occasion.Installation());
  }

  /**
   * The extension that asks.
   *
   * @param publisher who made it
   * @param name its name
   * @param kind its kind, for example {@code operator}
   */
  public record Requester(String publisher, String name, String kind) {}
}
