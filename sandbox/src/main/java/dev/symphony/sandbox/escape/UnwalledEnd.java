package dev.symphony.sandbox.escape;

/** What came of an attempt that was made without a context's wall. */
public sealed interface UnwalledEnd {
  /** How that is seen. */
  String how();

  /** It reached its aim. */
  record Reached(String how) implements UnwalledEnd {}

  /** It did not. */
  record Failed(String how) implements UnwalledEnd {}
}
