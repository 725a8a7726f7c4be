package dev.symphony.registry.manifest;

import dev.symphony.capabilities.right.Right;

/**
 * A capability that an extension asks for.
 *
 * @param binding the name under which the guest finds it in {@code caps}
 * @param right what is asked for
 * @param reason why, in plain words, for the person who decides
 * @param need whether the extension works without it
 */
public record RequestedCapability(String binding, Right right, String reason, Need need) {
  /** Whether an extension works without a capability. */
  public enum Need {
    REQUIRED,
    OPTIONAL
  }

  public RequestedCapability {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a capability needs a reason in plain words");
    }
  }
}
