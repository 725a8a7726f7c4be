package dev.symphony.kernel.policy;

import dev.symphony.capabilities.right.Right;
import java.util.List;

/** What a policy says to a request. */
public sealed interface GrantDecision {

  /**
   * The right may be granted.
   *
   * @param right what was asked for or less, never more
   * @param leftOut what was asked for and is not part of it; empty when nothing is missing
   */
  record Granted(Right right, List<Refusal> leftOut) implements GrantDecision {
    public Granted {
      leftOut = List.copyOf(leftOut);
    }
  }

  /** Nothing of it may be granted, for these reasons, of which there is at least one. */
  record Refused(List<Refusal> refusals) implements GrantDecision {
    public Refused {
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * Why one operation on one resource pattern may not be granted.
   *
   * @param operation the operation
   * @param resource the resource pattern
   * @param code kebab-case, with a page in {@code docs/errors}
   * @param policy the policy that forbids it; empty when there is just none that allows it
   * @param reason in words for the person who installs the extension
   */
  record Refusal(String operation, String resource, String code, String policy, String reason) {}
}
