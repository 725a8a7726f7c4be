package dev.symphony.kernel.grant;

import dev.symphony.kernel.gate.DenialReason;
import org.jspecify.annotations.Nullable;

/** A check that every call through a grant has to pass, whatever happened before. */
public interface Guard {
  /**
   * Whether a call may pass.
   *
   * @param operation the index of an operation that the grant names
   * @param arguments as the caller sent them; nothing is assumed about them
   */
  boolean admits(int operation, @Nullable Object[] arguments);

  /** What a refused caller is told. */
  DenialReason reason();
}
