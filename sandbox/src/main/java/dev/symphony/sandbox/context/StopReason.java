package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.Limit;

/** Why a guest is stopped by force. */
public sealed interface StopReason {
  /** It ran into a limit. */
  record Hit(Limit limit) implements StopReason {}

  /** Somebody outside asked for it. */
  record Requested() implements StopReason {}
}
