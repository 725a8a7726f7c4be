package dev.symphony.capabilities.datalog;

import java.util.List;

/** The outcome of an authorization. Only {@link Allowed} is a yes. */
public sealed interface Authorization {
  /** All checks hold, and the policy of this index is the first that matches, and allows. */
  record Allowed(int policy) implements Authorization {}

  /** A policy matches, but it denies, or checks failed. */
  record Unauthorized(Policy.Kind kind, int policy, List<FailedCheck> checks)
      implements Authorization {
    public Unauthorized {
      checks = List.copyOf(checks);
    }
  }

  /** No policy matches. */
  record NoMatchingPolicy(List<FailedCheck> checks) implements Authorization {
    public NoMatchingPolicy {
      checks = List.copyOf(checks);
    }
  }

  /** A block has a rule whose head uses a variable that no predicate of its body binds. */
  record InvalidRule(int block, Rule rule) implements Authorization {}

  /** The evaluation had to stop before there was an answer. */
  record Failed(ExecutionError error) implements Authorization {}

  /** Whether the request is allowed. */
  default boolean isAllowed() {
    return this instanceof Allowed;
  }
}
