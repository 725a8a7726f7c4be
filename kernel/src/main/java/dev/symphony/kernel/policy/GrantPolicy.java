package dev.symphony.kernel.policy;

/** Decides what may be granted, when an extension is installed or asks for more. */
public interface GrantPolicy {
  /** Decides on one request. What cannot be decided is refused; never an exception. */
  GrantDecision decide(GrantRequest request);
}
