package dev.symphony.kernel.guest;

import dev.symphony.kernel.gate.Answer;
import org.jspecify.annotations.Nullable;

/** The way of one guest to the gate. Everything that comes in may be forged. */
public interface CallPort {
  /** Calls as {@link dev.symphony.kernel.gate.Gate#call} does, with the guest's own table. */
  Answer call(long handle, int operation, @Nullable Object[] arguments);
}
