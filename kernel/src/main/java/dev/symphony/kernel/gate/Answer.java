package dev.symphony.kernel.gate;

import org.jspecify.annotations.Nullable;

/** What a call comes back with. */
public sealed interface Answer {
  /** The operation ran; {@code value} is a value as {@code ValueType} describes. */
  record Returned(@Nullable Object value) implements Answer {}

  /** The gate refused; nothing ran. */
  record Denied(DenialReason reason) implements Answer {}

  /** The operation ran and failed; code and message may be shown to the caller. */
  record Failed(String code, String message) implements Answer {}
}
