package dev.symphony.kernel.grant;

import dev.symphony.kernel.gate.DenialReason;
import org.jspecify.annotations.Nullable;

/** A check without memory that a right compiles to. */
interface Guard {
  /** Whether a call of {@code operation} with {@code arguments} may pass. */
  boolean admits(int operation, @Nullable Object[] arguments);

  /** What a refused caller is told. */
  DenialReason reason();
}
