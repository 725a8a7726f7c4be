package dev.symphony.kernel.policy;

/** When a right is asked for. */
public sealed interface Occasion {

  /** An extension is installed: its manifest asks. */
  record Installation() implements Occasion {}

  /** A holder passes on what it has: {@code from} asks that the requester may have it too. */
  record Delegation(GrantRequest.Requester from) implements Occasion {}

  /** An extension that runs asks for more. */
  record RunTime(Span span) implements Occasion {}

  /** How long a right that was asked for at run time is to last. */
  enum Span {
    /** For one call. */
    ONCE,
    /** While the extension runs. */
    SESSION,
    /** From now on, in later runs too. */
    PERSISTENT,
    /** Up to the moment that the right itself names in its constraint {@code expires}. */
    UNTIL
  }
}
