package dev.symphony.policy.proof;

/** What is known about an invariant. */
public sealed interface Verdict {
  /** It holds, whatever the extensions do. */
  record Proved(String how) implements Verdict {}

  /** It does not hold: this chain breaks it. */
  record Violated(Chain chain) implements Verdict {}

  /** It is not known; why, in words. */
  record Unknown(String reason) implements Verdict {}
}
