package dev.symphony.policy.world;

import dev.symphony.policy.solver.Assignment;

/**
 * A call that a member can make itself.
 *
 * @param member who
 * @param right the place of the right among what it holds
 * @param operation the operation
 * @param example arguments with which the gate lets it pass
 */
public record Touch(Member member, int right, String operation, Assignment example) {

  /** The right that it goes through. */
  public Held held() {
    return member.held().get(right);
  }

  /** The resource of the example; empty when the operation names none. */
  public String resource() {
    return example.text(Admission.RESOURCE);
  }

  @Override
  public String toString() {
    return held().service()
        + "."
        + operation
        + (resource().isEmpty() ? "" : "(\"" + resource() + "\")");
  }
}
